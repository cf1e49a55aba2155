import { describe, expect, it } from '@jest/globals';
import type { Asked } from '../../../verify/causes/asked.ts';
import { boundOfStatement, isAggregate } from '../../../verify/causes/statements.ts';
import { worldOf } from '../../../verify/world-options.ts';
import { ANCHOR, foundRows, STILL } from '../right-rows.ts';
import { reportOn } from '../verdict-on.ts';

const TIME = Date.UTC(2026, 0, 1, 1, 2, 3);

it.each<[statement: string, bound: object | undefined]>([
  ["SELECT * FROM t WHERE updated_at > '2026-01-01 01:02:03+00'", { time: TIME, isStrict: true }],
  ["select * from t where t.updated_at >= '2026-01-01T01:02:03Z'", { time: TIME, isStrict: false }],
  [`SELECT * FROM t WHERE "UpdatedAt" > TIMESTAMPTZ '2026-01-01 01:02:03Z'`, { time: TIME, isStrict: true }],
  [
    "SELECT * FROM t WHERE id > $1 AND modified_at > $2 -- $1 = '7', $2 = '2026-01-01 01:02:03'",
    { time: TIME, isStrict: true },
  ],
  ["SELECT * FROM t WHERE updated_at > $1 -- $1 = 'soon'", undefined],
  ['SELECT * FROM t WHERE updated_at > $1', undefined],
  ['SELECT * FROM t WHERE id > 7', undefined],
  ['SELECT * FROM t ORDER BY updated_at', undefined],
])('%s', (statement, bound) => {
  expect(boundOfStatement(statement)).toEqual(bound);
});

it.each([
  ['SELECT max(updated_at) FROM t', true],
  ['select COUNT (*) from t', true],
  ['SELECT id, max(v) FROM t GROUP BY id', false],
  ['SELECT * FROM t', false],
])('%s is an aggregate: %s', (statement, is) => {
  expect(isAggregate(statement)).toBe(is);
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const options = { ...STILL, world: 'living' };
const users = worldOf(options).table('public.users');
const [READ, LATER, NEXT] = [ANCHOR + HOUR, ANCHOR + 3 * HOUR, ANCHOR + 5 * HOUR];

const statement = (number: number, at: number, target: string): Asked => ({
  ...{ number, at, service: 'postgres', operation: 'query', route: 'SELECT', target },
  ...{ rows: null, status: null, errorCode: null, aborted: false },
});
const ROWS = 'SELECT * FROM users';
const MAX = 'SELECT max(updated_at) FROM users';
const since = (time: number, sign = '>'): string =>
  `SELECT * FROM users WHERE updated_at ${sign} '${new Date(time).toISOString()}'`;
/** When the last row that could be seen at an instant had been changed. */
const newest = (at: number): number =>
  Math.max(...[...users.changes(ANCHOR - HOUR, at)].map((change) => change.at));

describe('the cause of rows that changed after they were read by', () => {
  it.each<[what: string, asked: readonly Asked[], cause: string]>([
    [
      'rows, then the cursor',
      [statement(1, READ, ROWS), statement(2, LATER, MAX), statement(3, NEXT, since(newest(LATER)))],
      'max-then-read',
    ],
    [
      'a snapshot, and the slot after it',
      [
        statement(1, READ, ROWS),
        statement(2, LATER, "SELECT pg_create_logical_replication_slot('s', 'test_decoding')"),
      ],
      'snapshot-then-stream',
    ],
    [
      'a cursor in another zone',
      [statement(1, READ, ROWS), statement(2, NEXT, since(newest(READ) + 8 * HOUR))],
      'zone-of-filter',
    ],
    [
      'a cursor that is rounded up',
      [statement(1, READ, ROWS), statement(2, NEXT, since(Math.ceil(newest(READ) / DAY) * DAY))],
      'rounded-cursor',
    ],
  ])('%s', async (_what, asked, cause) => {
    const starts = [{ number: 1 }, { number: asked.length }];
    const last = asked.at(-1) as Asked;
    const rows = foundRows('public.users', undefined, { world: options, at: READ });
    const { findings } = await reportOn(
      rows,
      { name: 'tester.users' },
      { world: options, journal: { entries: async () => asked }, syncs: starts },
    );
    const wrong = findings.filter(({ kind }) => kind === 'stale' || kind === 'missing');
    expect(last.at).toBeGreaterThan(READ);
    expect(wrong.map((one) => one.cause)).toContain(cause);
  });
});
