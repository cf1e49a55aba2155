import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import pg from 'pg';
import type { Login } from '../../../services/postgres-seed/credentials.ts';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import type { PostgresOptions } from '../../../services/postgres-seed/options.ts';

// A seed takes a second of a machine that does nothing else.
jest.setTimeout(60_000);

/** A folder for the files of one test file's server. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'playground-postgres-'));
}

export interface TemporaryPostgres {
  readonly endpoints: PostgresEndpoints;
  readonly stop: () => Promise<void>;
}

/** A small server in a folder of its own, which goes with it. */
export async function startTemporaryPostgres(
  options: Partial<PostgresOptions> = {},
): Promise<TemporaryPostgres> {
  const directory = await temporaryFolder();
  const service = embeddedPostgres({ port: 0, directory, rows: 500, ...options });
  const stop = async () => {
    await service.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    return { endpoints: await service.start(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Connects as one of the endpoints' roles (the owner unless said otherwise) and hangs up after the work. */
export async function connected<Result>(
  endpoints: PostgresEndpoints,
  work: (client: pg.Client) => Promise<Result>,
  login: Login = endpoints.owner,
  ssl: pg.ClientConfig['ssl'] = false,
): Promise<Result> {
  const { host, port, database } = endpoints;
  const client = new pg.Client({ host, port, database, ...login, ssl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The rows of one query. */
export function rowsOf(
  endpoints: PostgresEndpoints,
  sql: string,
  login: Login = endpoints.owner,
): Promise<Array<Record<string, unknown>>> {
  return connected(endpoints, async (client) => (await client.query(sql)).rows, login);
}
