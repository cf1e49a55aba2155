import { TEMPLATE } from './database-names.ts';
import { endpointsOf, type PostgresEndpoints } from './endpoints.ts';
import type { PostgresOptions } from './options.ts';
import { resetPostgres } from './reset.ts';
import { sqlTablesOf } from './schema.ts';
import { fingerprintOf, namesIn } from './seed/fingerprint.ts';
import {
  asSuperuser,
  ensureDatabase,
  makeRolesAndControl,
  makeTemplate,
  restoreRoles,
} from './seed/server.ts';
import type { ServerToSeed } from './seed/server-to-seed.ts';

/** Which world, and who may read it. */
export type PostgresSeed = Pick<PostgresOptions, 'dataset' | 'rows' | 'credentials' | 'onProgress'>;

/**
 * Makes a server that runs anywhere what the embedded one is: roles, tables, and the template that a reset copies. A
 * server that has the same seed already keeps all that clients wrote; with another seed everything is made again.
 *
 * A living world is seeded as it is at its anchor, and stays so.
 *
 * For every example to read what it reads from the embedded one, the server must have been initialised with texts that
 * sort by code point (`C.UTF-8` of the locale provider `builtin`), and run with `wal_level = logical`.
 */
export async function seedServer(server: ServerToSeed, seed: PostgresSeed): Promise<void> {
  const { dataset, rows, credentials } = seed;
  const endpoints = endpointsOf({ ...server, credentials });
  const tables = sqlTablesOf(dataset, rows);
  const fingerprint = fingerprintOf(tables, ...namesIn(seed));
  await makeRolesAndControl(server, credentials);
  if ((await seedOf(server)) === fingerprint) {
    await ensureDatabase(server, endpoints);
    return;
  }
  await dropSeed(server);
  await makeTemplate(server, tables, seed);
  await resetPostgres(endpoints);
  // Last of all: a seeding that was interrupted is begun again.
  await asSuperuser(server, (client) => client.query(`COMMENT ON DATABASE ${TEMPLATE} IS '${fingerprint}'`));
}

/**
 * Resets as {@link resetPostgres} does, also when nobody can log in as the admin any more: for who has the superuser's
 * password. A client may change the admin's, which it knows.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that says what the server refused
 */
export async function resetServer(server: ServerToSeed, endpoints: PostgresEndpoints): Promise<void> {
  await restoreRoles(server);
  await resetPostgres(endpoints);
}

/** The fingerprint of the seed that the server holds; undefined without a whole one. */
async function seedOf(server: ServerToSeed): Promise<string | undefined> {
  const { rows } = await asSuperuser(server, (client) =>
    client.query<{ seed: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS seed FROM pg_database WHERE datname = '${TEMPLATE}'`,
    ),
  );
  return rows[0]?.seed ?? undefined;
}

async function dropSeed(server: ServerToSeed): Promise<void> {
  await asSuperuser(server, async (client) => {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = '${TEMPLATE}'`);
    if (rowCount === 0) return;
    await client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE false`);
    await client.query(`DROP DATABASE ${TEMPLATE} WITH (FORCE)`);
  });
}
