import type { RedshiftEndpoints } from '../../../services/redshift/endpoints.ts';
import { rowsOf } from '../../services/redshift/with-door.ts';
import type { Behaviour } from './subject.ts';

export const redshift: Behaviour<RedshiftEndpoints> = {
  read: (endpoints) => rowsOf(endpoints, 'SELECT * FROM testers.customers ORDER BY 1'),
  connect: (endpoints) => rowsOf(endpoints, 'SELECT 1'),
};
