import type { PostgresEndpoints } from '../endpoints.ts';
import { CLOCK_ROLE } from '../seed/clock-schema.ts';
import type { LivingDatabase } from './log-in.ts';

/** The database that the endpoints of a server give its clients. */
export function livingIn({ database, owner }: Pick<PostgresEndpoints, 'database' | 'owner'>): LivingDatabase {
  return { database, owner: owner.user, clock: CLOCK_ROLE };
}
