import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connected, rowsOf } from '../with-postgres.ts';
import { type FaultyPostgres, shareFaultyPostgres, startFaultyPostgres } from './faulty-postgres.ts';

let postgres: FaultyPostgres;
shareFaultyPostgres((started) => {
  postgres = started;
});

const SQL = 'SELECT count(*)::int AS count FROM public.people';
const BOUND = { text: 'SELECT id FROM public.people WHERE id > $1 ORDER BY id LIMIT 3', values: [5] };

/** The two ways in which drivers ask. */
const WAYS = [
  ['a simple query', SQL],
  ['the extended protocol', BOUND],
] as const;

/** What the client of a statement sees: rows, or the error. */
async function outcome(query: string | pg.QueryConfig, client: pg.Client): Promise<unknown> {
  try {
    return (await client.query(query as string)).rows;
  } catch (error) {
    const { code, message, severity } = error as pg.DatabaseError;
    return { code: code ?? message, ...(severity && { severity }) };
  }
}

/** An effect, what the client sees, whether its session goes on, and what the journal says. */
const EFFECTS: readonly [name: string, effects: unknown, seen: unknown, goesOn: boolean, noted: object][] = [
  [
    'a failure to serialize',
    { sqlstate: '40001' },
    { code: '40001', severity: 'ERROR' },
    true,
    { error_code: '40001', fault: expect.stringMatching(/^\d+: sqlstate: 40001$/) },
  ],
  ['a failover', { sqlstate: '57P01' }, { code: '57P01', severity: 'FATAL' }, false, { error_code: '57P01' }],
  [
    'a backend that an administrator ends',
    { terminate: 'backend' },
    { code: '57P01', severity: 'FATAL' },
    false,
    { error_code: '57P01', fault: expect.stringMatching(/^\d+: terminate: backend$/) },
  ],
  ['a reset', 'reset', { code: 'ECONNRESET' }, false, { aborted: true }],
  ['an end in the middle', 'cut', { code: 'Connection terminated unexpectedly' }, false, { aborted: true }],
];

describe.each(WAYS)('asked by %s', (_, query) => {
  it.each(EFFECTS)('a client meets %s once', async (_name, effects, seen, goesOn, noted) => {
    const { endpoints } = postgres;
    const expected = await connected(endpoints, (client) => outcome(query, client));
    postgres.planned({ on: { sql: 'select *' }, do: effects });
    await connected(endpoints, async (client) => {
      expect(await outcome(query, client)).toEqual(seen);
      if (goesOn) expect(await outcome(query, client)).toEqual(expected);
    });
    expect(await connected(endpoints, (client) => outcome(query, client))).toEqual(expected);
    expect(await postgres.met()).toMatchObject([{ operation: 'query', ...noted }]);
  });

  it.each(['slow: 10 KB/s', 'latency: 20ms'])('%s gives the same rows', async (written) => {
    const { endpoints } = postgres;
    const expected = await connected(endpoints, (client) => outcome(query, client));
    const [name = '', value] = written.split(': ');
    postgres.planned({ on: { sql: 'select *' }, do: { [name]: value } });
    await connected(endpoints, async (client) => {
      expect(await outcome(query, client)).toEqual(expected);
      expect(await outcome(query, client)).toEqual(expected);
    });
    expect(await postgres.met()).toMatchObject([{ error_code: null, aborted: false }]);
  });
});

it('a hang ends when the client does, and nothing is left open', async () => {
  postgres.planned({ on: { sql: SQL }, do: 'hang' });
  const { host, port, database, owner } = postgres.endpoints;
  const client = new pg.Client({ host, port, database, ...owner, query_timeout: 100 });
  client.on('error', () => undefined);
  await client.connect();
  await expect(client.query(SQL)).rejects.toThrow('Query read timeout');
  await client.end();
  expect(await rowsOf(postgres.endpoints, SQL)).toHaveLength(1);
});

it('a statement that fails ends its transaction on the server too', async () => {
  await connected(postgres.endpoints, async (client) => {
    await client.query('CREATE TEMPORARY TABLE mine (id int)');
    postgres.planned({ on: { sql: 'INSERT*' }, do: { sqlstate: '40001', message: 'try again' } });
    await client.query('BEGIN');
    await expect(client.query('INSERT INTO mine VALUES (1)')).rejects.toMatchObject({
      ...{ code: '40001', message: 'try again' },
    });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK');
    await client.query('INSERT INTO mine VALUES (1)');
    postgres.planned({ on: { sql: 'COMMIT' }, do: { sqlstate: '40001' } });
    await client.query('BEGIN');
    await client.query('INSERT INTO mine VALUES (2)');
    await expect(client.query('COMMIT')).rejects.toMatchObject({ code: '40001' });
    expect((await client.query('SELECT * FROM mine')).rows).toEqual([{ id: 1 }]);
  });
});

it.each([
  ['before the statement', 'do', 1],
  ['before the client is told that the answer is over', 'after', 0],
])('the clock moves on %s', async (_, when, later) => {
  const { endpoints, clock } = postgres;
  const before = clock.now();
  const read = 'SELECT playground.now() AS now';
  postgres.planned({ on: { sql: read, nth: 1 }, [when]: { clock: '+5s' } });
  const [row] = await rowsOf(endpoints, read);
  expect(row?.['now']).toEqual(new Date(before + later * 5000));
  expect(clock.now()).toBe(before + 5000);
  expect(await postgres.met()).toHaveLength(1);
});

it('another value bound is another request, and two tries of one are the same', async () => {
  postgres.planned({ on: { sql: 'select id*' }, do: { sqlstate: '40001' } });
  await connected(postgres.endpoints, async (client) => {
    for (const value of [1, 2]) {
      const query = { ...BOUND, values: [value] };
      await expect(client.query(query)).rejects.toMatchObject({ code: '40001' });
      await expect(client.query(query)).resolves.toMatchObject({ rowCount: 3 });
    }
  });
  expect(await postgres.met()).toHaveLength(2);
});

it.each([1, 4, 16])('%i connections meet the same in whatever order', async (connections) => {
  postgres.planned({ on: { sql: 'select *' }, do: { sqlstate: '40001' } });
  const wanted = Array.from({ length: 32 }, (_, index) => `SELECT ${index} AS n`);
  const met: string[] = [];
  const worker = (): Promise<void> =>
    connected(postgres.endpoints, async (client) => {
      for (let sql = wanted.shift(); sql !== undefined; sql = wanted.shift()) {
        const seen = await outcome(sql, client);
        if ((seen as { code?: string }).code === '40001') {
          met.push(sql);
          wanted.push(sql);
        }
      }
    });
  await Promise.all(Array.from({ length: connections }, worker));
  expect(new Set(met).size).toBe(32);
  expect(met).toHaveLength(32);
});

it('a server that writes no log of statements has in the journal those that met faults', async () => {
  await using silent = await startFaultyPostgres(false);
  silent.planned({ on: { sql: SQL }, do: { latency: '1ms' } }, { on: { sql: 'SELECT 1' }, do: 'reset' });
  await connected(silent.endpoints, async (client) => {
    await client.query('SELECT 0');
    await client.query(SQL);
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
  expect(silent.journal.entries()).toMatchObject([
    { target: SQL, aborted: false, errorCode: null },
    { target: 'SELECT 1', aborted: true },
  ]);
});
