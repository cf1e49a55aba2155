import { PlaygroundError } from '../../core/playground-error.ts';
import { asAdmin } from './as-admin.ts';
import { DATABASE } from './database-names.ts';
import type { PostgresEndpoints } from './endpoints.ts';
import { noSnapshot, snapshotFailed } from './errors.ts';
import { copySettings, replaceDatabase } from './reset.ts';

const DEFAULT_NAME = 'default';
const NAME = /^[a-z\d_]{1,40}$/;

/**
 * Keeps a copy of the database as it is now, until the server's files go. One of the same name is replaced. Sessions are
 * ended, as by a reset, because a database that is used cannot be copied; the roles are those of the start again.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for an invalid name, `ERR_SERVICE_FAILED` that says what the server refused
 */
export async function keepSnapshot(endpoints: PostgresEndpoints, name = DEFAULT_NAME): Promise<void> {
  const snapshot = databaseOf(name);
  await naming(endpoints, 'keep', name, () =>
    asAdmin(endpoints, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${snapshot} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${snapshot} TEMPLATE ${DATABASE} STRATEGY file_copy`);
      await client.query(`REVOKE ALL ON DATABASE ${snapshot} FROM PUBLIC`);
      await copySettings(client, DATABASE, snapshot);
    }),
  );
}

/**
 * Puts a copy of a snapshot in the database's place. Sessions are ended, replication slots dropped, and the roles are
 * those of the start.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` when there is no such snapshot, `ERR_SERVICE_FAILED` that says what the server
 *   refused
 */
export async function restoreSnapshot(endpoints: PostgresEndpoints, name = DEFAULT_NAME): Promise<void> {
  const snapshot = databaseOf(name);
  await naming(endpoints, 'restore', name, () =>
    asAdmin(endpoints, async (client) => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [snapshot]);
      if (rowCount === 0) throw noSnapshot(name);
      await replaceDatabase(client, endpoints.owner.user, snapshot);
    }),
  );
}

function databaseOf(name: string): string {
  if (NAME.test(name)) return `playground_snapshot_${name}`;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `The name of a snapshot has 1 to 40 lower-case letters, digits and underscores, but is '${name}'.`,
  );
}

async function naming(
  { host, port }: PostgresEndpoints,
  what: string,
  name: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof PlaygroundError ? error : snapshotFailed(`${host}:${port}`, what, name, error);
  }
}
