import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { Journal } from '../../../core/control/journal.ts';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { parseFault } from '../../../core/faults/parse-fault.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { type Behind, connected, type Door, startBehind, startDoor } from './with-door.ts';

const faults = new FaultPlan();
const journal = new Journal();
let moved = 0;
let behind: Behind;
let door: Door;

beforeAll(async () => {
  faults.own({
    clock: async (ms) => {
      moved += ms;
    },
  });
  behind = await startBehind();
  door = await startDoor(behind, { journal, faults });
});
afterAll(async () => {
  await door.stop();
  await behind.stop();
});
afterEach(() => {
  faults.clear();
  moved = 0;
});

const SQL = 'SELECT id FROM users ORDER BY id';
/** Of 500 in all tables. */
const ROWS = 200;

function plan(effects: unknown, on: object = {}): void {
  faults.add(parseFault({ on: { service: 'redshift', sql: 'SELECT id*', ...on }, do: effects }, 'plan[0]'));
}

/** What becomes of a statement: how many rows it has, or its error. */
async function asks(client: pg.Client, ways: Partial<pg.QueryConfig> = {}): Promise<unknown> {
  return client.query({ text: SQL, ...ways }).then(
    ({ rows }) => rows.length,
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
}

const GONE = 'Connection terminated unexpectedly';

/** By simple query, and by the extended protocol with a name and without one. */
const WAYS: readonly Partial<pg.QueryConfig>[] = [
  {},
  { name: 'people' },
  { text: 'SELECT id FROM users WHERE id > $1', values: [0] },
];

describe.each(WAYS)('a statement that is sent as %j', (way) => {
  it.each<[unknown, unknown, unknown, string | null, boolean]>([
    [{ sqlstate: '40001' }, '40001', ROWS, '40001', false],
    [{ sqlstate: 'XX999', message: 'out of slices' }, 'XX999', ROWS, 'XX999', false],
    [{ sqlstate: '57P01' }, '57P01', GONE, '57P01', false],
    [{ terminate: 'backend' }, '57P01', GONE, '57P01', false],
    ['reset', 'ECONNRESET', GONE, null, true],
    [{ cut: '1000 bytes' }, GONE, GONE, null, true],
    [{ slow: '100 KB/s' }, ROWS, ROWS, null, false],
    [{ latency: '1ms' }, ROWS, ROWS, null, false],
  ])('meets %j', async (effects, first, second, errorCode, aborted) => {
    const since = journal.count();
    plan(effects);
    const asked = await connected(door.endpoints, async (client) => [
      await asks(client, way),
      await asks(client, way).then((result) => (typeof result === 'number' ? result : GONE)),
    ]);
    // Behind the answers to Parse and Bind, Node.js may take RST for an end.
    const either = (way.text ?? way.name) ? [first, second] : [first];
    expect(effects === 'reset' ? either : [first]).toContain(asked[0]);
    expect(asked[1]).toBe(second);
    const met = journal.entries({ since }).filter(({ fault }) => fault !== null);
    expect(met).toMatchObject([{ target: way.text ?? SQL, operation: 'query', errorCode, aborted }]);
  });
});

it('a statement hangs until its client leaves', async () => {
  plan('hang');
  await connected(door.endpoints, async (client) => {
    const asking = asks(client);
    await waitUntil('it to hang', () => faults.list()[0]?.fired === 1);
    await client.end();
    expect(await asking).toBe('Connection terminated');
  });
});

it('the clock moves before a statement, and before its client is told that it is over', async () => {
  faults.add(
    parseFault(
      { on: { service: 'redshift', sql: 'SELECT id*' }, do: { clock: '+2s' }, after: { clock: '+5s' } },
      'plan[0]',
    ),
  );
  await connected(door.endpoints, async (client) => {
    expect(await asks(client)).toBe(ROWS);
    expect(moved).toBe(7000);
    expect(await asks(client)).toBe(ROWS);
    expect(moved).toBe(7000);
  });
});

it.each([
  ['INSERT INTO users*', 'ROLLBACK', '25P02'],
  ['COMMIT', 'SELECT 1', undefined],
])('a transaction whose %s fails has kept nothing', async (sql, next, code) => {
  plan({ sqlstate: '40001' }, { sql });
  const write = async (client: pg.Client): Promise<unknown> => {
    await client.query('BEGIN');
    try {
      await client.query("INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.com')");
      await client.query('COMMIT');
      return undefined;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  await connected(door.endpoints, async (client) => {
    expect(await write(client)).toBe('40001');
    const failed = await client.query('SELECT 1').then(
      () => undefined,
      (error: { code: string }) => error.code,
    );
    expect(failed).toBe(code);
    await client.query(next);
    expect(await asks(client)).toBe(ROWS);
  });
});

it('UNLOAD fails as it is told, and is not run', async () => {
  plan({ sqlstate: '57014' }, { sql: 'UNLOAD*' });
  await connected(door.endpoints, async (client) => {
    const unload = `UNLOAD ('${SQL}') TO 's3://exports/people' IAM_ROLE default`;
    await expect(client.query(unload)).rejects.toMatchObject({ code: '57014' });
    expect(await asks(client)).toBe(ROWS);
  });
});

it('other values make it another request', async () => {
  plan({ sqlstate: '40001' });
  await connected(door.endpoints, async (client) => {
    const ask = (above: number) =>
      asks(client, { text: 'SELECT id FROM users WHERE id > $1', values: [above] });
    const asked = [await ask(0), await ask(0), await ask(1), await ask(1)];
    expect(asked).toEqual(['40001', ROWS, '40001', ROWS - 1]);
  });
});

it.each([
  [{ on: { tcp: 'redshift' }, do: 'reset' }, 'their statements do'],
  [{ on: { sql: 'SELECT*' }, do: 'reset' }, "Say 'on: { service: redshift, sql }'"],
  [{ on: { service: 'redshift', sql: '*' }, do: { cut: 'half' } }, "Say 'cut: 1000 bytes'"],
  [{ on: { service: 'redshift', sql: '*', request: 3 }, do: 'reset' }, 'nth'],
  [{ on: { service: 'redshift', route: 'people' }, do: 'reset' }, "There is no route 'people'"],
  [{ on: { service: 'redshift' }, do: { status: 500 } }, "The service redshift cannot do 'status'"],
])('%j is refused, with the way out', (fault, message) => {
  expect(() => faults.add(parseFault(fault, 'plan[0]'))).toThrow(message);
  expect(faults.list()).toEqual([]);
});
