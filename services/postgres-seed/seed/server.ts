import type pg from 'pg';
import { withClient } from '../connect.ts';
import type { Login } from '../credentials.ts';
import type { PostgresEndpoints } from '../endpoints.ts';
import type { PostgresOptions } from '../options.ts';
import { resetPostgres, TEMPLATE } from '../reset.ts';
import { seedDatabase } from './seed-database.ts';
import type { Table } from './table.ts';

/** A server that runs, and the one account that may do everything there. */
export interface ServerToSeed {
  readonly host: string;
  readonly port: number;
  readonly superuser: Login;
}

/** Connects as the superuser, does the work and hangs up. */
export function asSuperuser<Result>(
  { host, port, superuser }: ServerToSeed,
  work: (client: pg.Client) => Promise<Result>,
  database = 'postgres',
): Promise<Result> {
  return withClient({ host, port, database, ...superuser }, work);
}

/** Makes the database that holds the seed; afterwards nobody can connect to it. Roles must be there. */
export async function makeTemplate(
  server: ServerToSeed,
  tables: readonly Table[],
  { credentials, onProgress }: Pick<PostgresOptions, 'credentials' | 'onProgress'>,
): Promise<void> {
  await asSuperuser(server, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
  await asSuperuser(server, (client) => seedDatabase(client, tables, credentials, onProgress), TEMPLATE);
  await asSuperuser(server, (client) =>
    client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false`),
  );
}

/** Makes the database from its template, if it is missing: in a new server, and after a reset that was killed. */
export async function ensureDatabase(server: ServerToSeed, endpoints: PostgresEndpoints): Promise<void> {
  const { rowCount } = await asSuperuser(server, (client) =>
    client.query('SELECT FROM pg_database WHERE datname = $1', [endpoints.database]),
  );
  if (rowCount === 0) await resetPostgres(endpoints);
}
