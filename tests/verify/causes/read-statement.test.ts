import { describe, expect, it } from '@jest/globals';
import type { Asked } from '../../../verify/causes/asked.ts';
import { cursorsOf, fetchedBy } from '../../../verify/causes/sql/cursors.ts';
import { readOf } from '../../../verify/causes/sql/read-statement.ts';
import { statementWalks } from '../../../verify/causes/sql/statement-walks.ts';
import { readsNoRows, tableRead } from '../../../verify/causes/sql/table-read.ts';
import { withPlaces } from '../../../verify/causes/sql/with-places.ts';
import { worldOf } from '../../../verify/world-options.ts';
import { ANCHOR, STILL } from '../right-rows.ts';

const COLUMNS = { key: 'id', stamp: 'updated_at' };
const TIME = Date.UTC(2026, 0, 1, 1, 2, 3);
const ALL = { table: 't', start: undefined, order: undefined, limit: undefined, offset: 0 };

it.each<[statement: string, read: object | undefined]>([
  ['SELECT * FROM t', ALL],
  ['select id, name from public.t;', ALL],
  ['SELECT * FROM "public"."t"', ALL],
  ['SELECT * FROM t ORDER BY updated_at, id LIMIT 50', { ...ALL, order: 'stamp, key', limit: 50 }],
  ['SELECT * FROM t ORDER BY t.updated_at ASC LIMIT 50', { ...ALL, order: 'stamp', limit: 50 }],
  ['SELECT * FROM t ORDER BY id LIMIT 5 OFFSET 10', { ...ALL, order: 'key', limit: 5, offset: 10 }],
  [
    "SELECT * FROM t WHERE id > $1 ORDER BY id LIMIT $2 -- $1 = '7', $2 = '5'",
    { ...ALL, start: { key: 7, isStrict: true }, order: 'key', limit: 5 },
  ],
  [
    "SELECT * FROM t WHERE updated_at >= '2026-01-01 01:02:03+00'::timestamptz",
    { ...ALL, start: { stamp: TIME, isStrict: false } },
  ],
  [
    "SELECT * FROM t WHERE (updated_at, id) > ($1, $2) ORDER BY updated_at, id LIMIT 9 -- $1 = '2026-01-01T01:02:03Z', $2 = '4'",
    { ...ALL, start: { stamp: TIME, key: 4, isStrict: true }, order: 'stamp, key', limit: 9 },
  ],
  // Of these nobody can tell which rows they have.
  ['SELECT count(*) FROM t', undefined],
  ['SELECT * FROM t JOIN u ON u.id = t.id', undefined],
  ['SELECT * FROM t ORDER BY updated_at DESC LIMIT 5', undefined],
  ['SELECT * FROM t ORDER BY name LIMIT 5', undefined],
  ["SELECT * FROM t WHERE updated_at > '2026-01-01' AND name = 'x'", undefined],
  ["SELECT * FROM t WHERE updated_at < '2026-01-01'", undefined],
  ['SELECT * FROM t WHERE id > $1', undefined],
  ["SELECT * FROM t WHERE updated_at > $1 -- $1 = 'soon'", undefined],
  ['SELECT * FROM t GROUP BY id', undefined],
  ['SELECT * FROM generate_series(1, 9)', undefined],
  ['COPY t TO STDOUT', undefined],
  ['', undefined],
])('%s', (statement, read) => {
  expect(readOf(statement, COLUMNS)).toEqual(read);
});

it.each<[statement: string, table: readonly string[] | undefined, isWithout: boolean]>([
  ['SELECT * FROM public.t', ['public', 't'], false],
  ['SELECT (SELECT max(id) FROM u) FROM "t"', ['t'], false],
  ['SELECT id FROM t', ['t'], true],
  ['SELECT id FROM generate_series(1, 9) AS id WHERE NOT EXISTS (SELECT FROM t)', undefined, true],
  ['SELECT * FROM t LIMIT 0', ['t'], true],
  ['SELECT * FROM t ORDER BY id LIMIT 1', ['t'], false],
  ['SELECT 1', undefined, false],
  ['UPDATE t SET id = 1', undefined, false],
])('%s reads %j', (statement, table, isWithout) => {
  expect(tableRead(statement)).toEqual(table);
  expect(readsNoRows(statement, 'id')).toBe(isWithout);
});

const options = { ...STILL, world: 'living' };
const users = worldOf(options).table('public.users');

const statements = (...targets: readonly (string | Partial<Asked>)[]): readonly Asked[] =>
  targets.map((given, index) => ({
    ...{ number: index + 1, at: ANCHOR, service: 'postgres', operation: 'query', route: 'SELECT' },
    ...{ target: null, rows: null, status: null, errorCode: null, aborted: false },
    ...(typeof given === 'string' ? { target: given } : given),
  }));

const FETCHED = [
  'DECLARE "c" CURSOR WITHOUT HOLD FOR SELECT * FROM users',
  'FETCH FORWARD 0 FROM "c"',
  'FETCH FORWARD 30 FROM "c"',
  'FETCH NEXT FROM c',
  'FETCH ALL FROM c',
  'FETCH FORWARD 30 FROM other',
];

describe('a cursor of the database', () => {
  it('is known by what is fetched from it', () => {
    const asked = statements(...FETCHED);
    const cursors = cursorsOf(asked);
    expect(asked.map((one) => cursors.get(one)?.statement)).toEqual([
      undefined,
      ...Array.from({ length: 4 }, () => 'SELECT * FROM users'),
      undefined,
    ]);
    expect(asked.slice(1, 5).map(fetchedBy)).toEqual([0, 30, 1, Number.POSITIVE_INFINITY]);
  });
});

const { size } = users.seenAt(ANCHOR);
const PAGES = [0, 50, 100].map(
  (offset) => `SELECT * FROM users ORDER BY updated_at, id LIMIT 50 OFFSET ${offset}`,
);
const SINCE = `SELECT * FROM users WHERE updated_at >= '${new Date(ANCHOR - 1).toISOString()}'`;

it.each<
  [what: string, targets: readonly (string | Partial<Asked>)[], starts: readonly number[], walks: unknown]
>([
  ['a cursor', FETCHED.slice(0, 5), [1], [[[], [0, -1], [0, 29], [30, 30], [31, size - 1]]]],
  [
    'pages by offset',
    PAGES,
    [1],
    [
      [
        [0, 49],
        [50, 99],
        [100, 149],
      ],
    ],
  ],
  [
    'pages of two syncs',
    [...PAGES, ...PAGES],
    [1, 4],
    [
      [
        [0, 49],
        [50, 99],
        [100, 149],
      ],
      [
        [0, 49],
        [50, 99],
        [100, 149],
      ],
    ],
  ],
  [
    'a page that is asked for again',
    [PAGES[0] as string, { target: PAGES[1] as string, errorCode: '57014' }, PAGES[1] as string],
    [1],
    [
      [
        [0, 49],
        [50, 99],
        [50, 99],
      ],
    ],
  ],
  [
    'pages by key',
    ['SELECT * FROM users ORDER BY id LIMIT 2', 'SELECT * FROM users WHERE id > 2 ORDER BY id LIMIT 2'],
    [1],
    [
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ],
  [
    'statements that nobody can tell',
    ['SELECT * FROM users JOIN t USING (id)', 'SELECT * FROM users u'],
    [1],
    [[[]], [[]]],
  ],
  [
    'two reads of everything',
    ['SELECT * FROM users', 'SELECT * FROM users'],
    [1],
    [[[0, size - 1]], [[0, size - 1]]],
  ],
])('%s: walks with the places of rows', (_what, targets, starts, walks) => {
  const asked = withPlaces(statements(...targets), users);
  expect(
    statementWalks(asked, users, starts).map(({ requests }) =>
      requests.map(({ rows }) => (rows === null ? [] : [rows.first, rows.last])),
    ),
  ).toEqual(walks);
});

it('has the rows since a time, as the database has them', () => {
  const [{ rows } = { rows: null }] = withPlaces(statements(SINCE), users);
  const stamped = [...users.rows(ANCHOR)].filter(({ values }) => {
    const stamp = values['updated_at'];
    return typeof stamp === 'string' && Date.parse(stamp) >= ANCHOR - 1;
  });
  expect(rows && rows.last - rows.first + 1).toBe(stamped.length);
});
