import type pg from 'pg';
import { withClient } from '../connect.ts';
import type { PostgresCredentials } from '../credentials.ts';
import { CONTROL, TEMPLATE } from '../database-names.ts';
import type { PostgresEndpoints } from '../endpoints.ts';
import type { PostgresOptions } from '../options.ts';
import { resetPostgres } from '../reset.ts';
import { RESET_LOCK } from '../reset-lock.ts';
import { withRoom } from '../with-room.ts';
import { CLOCK_ROLE } from './clock-schema.ts';
import { closeOtherDatabases } from './close-databases.ts';
import { keepRoles, makeControlDatabase } from './control-database.ts';
import { ensureRole } from './ensure-role.ts';
import { refuseBackups } from './refuse-backups.ts';
import { makeRoles, roleDefinitions } from './roles.ts';
import { seedDatabase } from './seed-database.ts';
import type { ServerToSeed } from './server-to-seed.ts';
import type { SqlTable } from './sql-table.ts';

/** Connects as the superuser, does the work and hangs up. */
export function asSuperuser<Result>(
  { host, port, superuser, signal }: ServerToSeed,
  work: (client: pg.Client) => Promise<Result>,
  database = 'postgres',
): Promise<Result> {
  return withClient({ host, port, database, ...superuser }, work, signal && { signal });
}

/** Makes all that does not depend on the dataset: who may come in and to what, and how it is brought back. */
export async function makeRolesAndControl(
  server: ServerToSeed,
  credentials: PostgresCredentials,
): Promise<void> {
  const roles = roleDefinitions(credentials);
  const admin = credentials.admin.user;
  await asSuperuser(server, async (client) => {
    await makeRoles(client, roles);
    await closeOtherDatabases(client);
    await refuseBackups(client);
    await makeControlDatabase(client, admin);
  });
  await asSuperuser(server, (client) => keepRoles(client, roles, admin), CONTROL);
}

/** Brings the roles back also when nobody can log in as the admin any more. */
export function restoreRoles(server: ServerToSeed): Promise<void> {
  const restore = () =>
    asSuperuser(
      server,
      async (client) => {
        await client.query('BEGIN');
        // A reset that is under way has let nobody in.
        await client.query('SELECT pg_advisory_xact_lock($1)', [RESET_LOCK]);
        await client.query('SELECT control.restore_roles()');
        await client.query('COMMIT');
      },
      CONTROL,
    );
  return withRoom(restore);
}

/** Makes the database that holds the seed; afterwards nobody can connect to it. Roles must be there. */
export async function makeTemplate(
  server: ServerToSeed,
  tables: readonly SqlTable[],
  { credentials, dataset, onProgress }: Pick<PostgresOptions, 'credentials' | 'dataset' | 'onProgress'>,
  name = TEMPLATE,
): Promise<void> {
  const start = dataset.plan.lives ? dataset.anchor : undefined;
  await asSuperuser(server, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    if (start === undefined) return;
    await ensureRole(client, CLOCK_ROLE);
    // The owner's name is that of the clock's schema, where its unqualified names would lead by default.
    await client.query(`ALTER DATABASE ${name} SET search_path TO public`);
  });
  const contents = { tables, start };
  await asSuperuser(server, (client) => seedDatabase(client, contents, credentials, onProgress), name);
  await asSuperuser(server, (client) =>
    client.query(`ALTER DATABASE ${name} IS_TEMPLATE true ALLOW_CONNECTIONS false`),
  );
}

/** Makes the database from its template, if it is missing: in a new server, and after a reset that was killed. */
export async function ensureDatabase(server: ServerToSeed, endpoints: PostgresEndpoints): Promise<void> {
  const { rowCount } = await asSuperuser(server, (client) =>
    client.query('SELECT FROM pg_database WHERE datname = $1', [endpoints.database]),
  );
  if (rowCount === 0) await resetPostgres(endpoints);
}
