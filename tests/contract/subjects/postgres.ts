import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import { rowsOf } from '../../services/postgres-seed/with-postgres.ts';
import type { Behaviour } from './subject.ts';

export const postgres: Behaviour<PostgresEndpoints> = {
  read: (endpoints) => rowsOf(endpoints, 'SELECT * FROM sample_users ORDER BY id LIMIT 5'),
  change: async (endpoints) => {
    await rowsOf(endpoints, "UPDATE sample_users SET name = 'changed'");
  },
  connect: (endpoints) => rowsOf(endpoints, 'SELECT 1'),
};
