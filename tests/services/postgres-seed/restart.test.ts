import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import type { PostgresOptions } from '../../../services/postgres-seed/options.ts';
import { connected, rowsOf, temporaryFolder } from './with-postgres.ts';

interface Watched extends AsyncDisposable {
  readonly service: ReturnType<typeof embeddedPostgres>;
  readonly directory: string;
  readonly events: string[];
  /** The number of the server's own process. */
  pid(): Promise<number>;
}

async function watched(options: Partial<PostgresOptions> = {}): Promise<Watched> {
  const directory = await temporaryFolder();
  const events: string[] = [];
  const logger = (event: string) => void (['server_said', 'request'].includes(event) || events.push(event));
  const service = embeddedPostgres({ port: 0, directory, rows: 10, logger, ...options });
  return {
    service,
    directory,
    events,
    pid: async () =>
      Number.parseInt(await readFile(join(directory, 'cluster/data/postmaster.pid'), 'utf8'), 10),
    async [Symbol.asyncDispose]() {
      await service.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const answers = (endpoints: PostgresEndpoints) =>
  rowsOf(endpoints, "SELECT count(*)::int AS rows FROM users WHERE name = 'Kept'").catch(() => undefined);

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describe('a server that was killed', () => {
  it.each(['SIGKILL', 'SIGQUIT', 'SIGABRT'] as const)(
    'by %s is started again on the same port, with all that was committed',
    async (signal) => {
      await using server = await watched();
      const endpoints = await server.service.start();
      await rowsOf(endpoints, "INSERT INTO users (name, email) VALUES ('Kept', 'kept@example.com')");
      process.kill(await server.pid(), signal);
      await waitUntil('the line in the log', () => server.events.includes('server_restarted'));
      expect(await waitUntil('the server', () => answers(endpoints))).toEqual([{ rows: 1 }]);
      expect(server.events).toEqual(['server_restarted']);
    },
  );

  it('is started again although one of its sessions works on', async () => {
    await using server = await watched();
    const endpoints = await server.service.start();
    await connected(endpoints, async (client) => {
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      client.query('SELECT count(*) FROM generate_series(1, 1000000000000)').catch(() => undefined);
      await waitUntil('the query', async () => {
        const [session] = await rowsOf(
          endpoints,
          `SELECT state FROM pg_stat_activity WHERE pid = ${rows[0].pid}`,
        );
        return session?.['state'] === 'active';
      });
      process.kill(await server.pid(), 'SIGKILL');
      await waitUntil('the line in the log', () => server.events.includes('server_restarted'));
    });
    expect(await waitUntil('the server', () => answers(endpoints))).toEqual([{ rows: 0 }]);
  });

  it('too often is left alone, and a reset says why', async () => {
    await using server = await watched();
    const endpoints = await server.service.start();
    for (let death = 1; death <= 6; death += 1) {
      process.kill(await server.pid(), 'SIGKILL');
      await waitUntil('a line in the log', () => server.events.length === death);
    }
    expect(server.events).toEqual([...Array(5).fill('server_restarted'), 'server_gave_up']);
    await expect(server.service.reset()).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringContaining('died more than 5 times in a minute'),
    });
    expect(await answers(endpoints)).toBeUndefined();
    await server.service.stop();
    await server.service.start();
  });

  it('stays ended when it was stopped', async () => {
    await using server = await watched();
    await server.service.start();
    const pid = await server.pid();
    await server.service.stop();
    expect(isGone(pid)).toBe(true);
    expect(server.events).toEqual([]);
  });
});

describe('a stop while it starts', () => {
  it.each<[when: string, isTime: (table: string, done: number) => boolean]>([
    ['at the first row', () => true],
    ['in the middle of a table', (table, done) => table === 'public.people' && done > 20_000],
    ['when the tables are full', (table) => table === 'tickit.sales'],
  ])('ends the seeding %s, and the next start seeds anew', async (_when, isTime) => {
    const reached: { resolve?: () => void } = {};
    const time = new Promise<void>((resolve) => Object.assign(reached, { resolve }));
    await using server = await watched({
      rows: 100_000,
      onProgress: (table, done) => void (isTime(table, done) && reached.resolve?.()),
    });
    const starting = server.service.start();
    const refused = expect(starting).rejects.toMatchObject({ code: 'ERR_NOT_STARTED' });
    await time;
    const pid = await server.pid();
    await server.service.stop();
    await refused;
    expect(isGone(pid)).toBe(true);
    const again = embeddedPostgres({ port: 0, directory: server.directory, rows: 10 });
    try {
      expect(await answers(await again.start())).toEqual([{ rows: 0 }]);
    } finally {
      await again.stop();
    }
  });

  it('is heard between any two chunks of rows: signals, timers and requests have their turn', async () => {
    let turns = 0;
    let chunks = 0;
    let turnsAtLastChunk = -1;
    let chunksWithoutTurn = 0;
    await using server = await watched({
      rows: 200_000,
      onProgress: () => {
        chunks += 1;
        if (turns === turnsAtLastChunk) chunksWithoutTurn += 1;
        turnsAtLastChunk = turns;
      },
    });
    const immediate = (): void => {
      turns += 1;
      if (isSeeding) setImmediate(immediate);
    };
    let isSeeding = true;
    immediate();
    try {
      await server.service.start();
    } finally {
      isSeeding = false;
    }
    expect(chunks).toBeGreaterThan(200);
    // The last word on a table follows its last chunk at once where that chunk was full.
    expect(chunksWithoutTurn).toBeLessThan(chunks / 10);
  });

  it('ends the making of its files', async () => {
    await using server = await watched();
    const starting = server.service.start();
    const refused = expect(starting).rejects.toMatchObject({ code: 'ERR_NOT_STARTED' });
    await waitUntil('its files', () =>
      readFile(join(server.directory, 'cluster/data/PG_VERSION')).then(
        () => true,
        () => false,
      ),
    );
    await server.service.stop();
    await refused;
    await server.service.start();
  });
});
