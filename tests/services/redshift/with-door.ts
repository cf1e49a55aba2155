import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import pg from 'pg';
import { openAuthority } from '../../../authority/open-authority.ts';
import { Undo } from '../../../core/undo.ts';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import { embeddedRedshift } from '../../../services/redshift/embedded.ts';
import type { RedshiftEndpoints } from '../../../services/redshift/endpoints.ts';
import type { RedshiftOptions, RequiredRedshiftOptions } from '../../../services/redshift/options.ts';

// The database behind the proxy takes a second to be made on a machine that does nothing else.
jest.setTimeout(60_000);

export interface Behind {
  readonly required: RequiredRedshiftOptions;
  readonly stop: () => Promise<void>;
}

/** A database and a certificate: all that a proxy needs. */
export function startBehind(): Promise<Behind> {
  return Undo.onFailure(async (undo) => {
    const directory = await mkdtemp(join(tmpdir(), 'playground-redshift-'));
    undo.defer(() => rm(directory, { recursive: true, force: true }));
    const authority = await openAuthority(join(directory, 'authority'));
    const postgres = embeddedPostgres({ port: 0, rows: 500, directory: join(directory, 'postgres') });
    undo.defer(() => postgres.stop());
    const { host, port, database, owner } = await postgres.start();
    const required = {
      tls: authority.issue(['127.0.0.1']),
      caFile: authority.caCertificatePath,
      database: { host, port, database, ...owner },
    };
    return { required, stop: () => undo.run() };
  });
}

export interface Door {
  readonly endpoints: RedshiftEndpoints;
  readonly stop: () => Promise<void>;
}

/** A proxy on any free port. */
export async function startDoor({ required }: Behind, options: Partial<RedshiftOptions> = {}): Promise<Door> {
  const service = embeddedRedshift({ ...required, port: 0, ...options });
  return { endpoints: await service.start(), stop: () => service.stop() };
}

/** Connects as clients of Redshift do, with what differs, and hangs up after the work. */
export async function connected<Result>(
  endpoints: RedshiftEndpoints,
  work: (client: pg.Client) => Promise<Result>,
  different: pg.ClientConfig = {},
): Promise<Result> {
  const { host, port, database, user, password, caFile } = endpoints;
  const ssl = { ca: await readFile(caFile, 'utf8') };
  const client = new pg.Client({ host, port, database, user, password, ssl, ...different });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The rows of one query. */
export function rowsOf(endpoints: RedshiftEndpoints, sql: string): Promise<Array<Record<string, unknown>>> {
  return connected(endpoints, async (client) => (await client.query(sql)).rows);
}
