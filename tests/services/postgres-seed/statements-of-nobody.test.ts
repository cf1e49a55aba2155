import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { waitUntil } from '../../../core/wait-until.ts';
import { RELAY } from '../../../services/postgres-seed/relay-name.ts';
import { keepSnapshot, restoreSnapshot } from '../../../services/postgres-seed/snapshots.ts';
import { type NotedPostgres, startNotedPostgres } from './noted-postgres.ts';
import { connected } from './with-postgres.ts';

let server: NotedPostgres;
beforeAll(async () => {
  server = await startNotedPostgres();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const asked = (name: string) => async (): Promise<void> => {
  const { host, port, database, owner } = server.endpoints;
  const client = new pg.Client({ host, port, database, ...owner, application_name: name });
  await client.connect();
  await client.query("SET application_name = 'my connector'");
  await client.query('SELECT 1');
  await expect(client.query('SELEC 1')).rejects.toThrow();
  await client.end();
};

describe('the journal has nothing', () => {
  const ROWS: readonly (readonly [what: string, work: () => Promise<unknown>])[] = [
    ['of a start', async () => undefined],
    // Each look writes a line into the log.
    [
      'of looks at locks',
      () => waitUntil('two looks', async () => (await server.logged()).split('pg_lock_status').length > 4),
    ],
    ['of a reset', () => server.service.reset()],
    [
      'of snapshots',
      async () => {
        await keepSnapshot(server.endpoints, 'kept');
        await restoreSnapshot(server.endpoints, 'kept');
      },
    ],
    ['of what another service relays, whatever it is called later', asked(RELAY)],
  ];
  it.each(ROWS)('%s', async (_what, work) => {
    await work();
    await server.service.settle();
    expect(server.journal.entries()).toEqual([]);
  });

  it('at all when it is not asked for', async () => {
    await using silent = await startNotedPostgres({ notesStatements: false });
    await connected(silent.endpoints, (client) => client.query('SELECT 1'));
    await silent.service.settle();
    expect(silent.journal.count()).toBe(0);
    expect(await readdir(join(silent.directory, 'cluster'))).not.toContain('log');
  });
});

it('the same as another client is in it', async () => {
  await asked('my relay')();
  await server.service.settle();
  expect(server.journal.entries().map(({ target }) => target)).toEqual([
    'playground',
    "SET application_name = 'my connector'",
    'SELECT 1',
    'SELEC 1',
  ]);
});
