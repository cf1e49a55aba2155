import { afterAll, describe, expect, it } from '@jest/globals';
import type { Row } from '../../../../fixtures/index.ts';
import { EVERYTHING, scroll, startLivingApi } from '../../../support/living-api.ts';
import { startApi } from '../../../support/start-api.ts';

const PATH = '/incremental/changes';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** So long that every row has changed more than once, and ids were used again. */
const HOURS = 45;
const isoOf = (time: number): string => new Date(time).toISOString().replace('.000', '');
const cursor = (text: string): string => encodeURIComponent(Buffer.from(text).toString('base64'));

type Started = Awaited<ReturnType<typeof startLivingApi>>;
interface ChangesPage {
  readonly data: readonly Row[];
  readonly scroll_param: string | null;
  readonly until: string;
}

/** A whole walk, and from where the next one goes on. */
async function walk(api: Started, query: string, between = (): void => {}): Promise<[Row[], string]> {
  const rows: Row[] = [];
  for (let next = `?${query}`; ; between()) {
    const page = (await api.get(PATH + next)).json<ChangesPage>();
    rows.push(...page.data);
    if (page.scroll_param === null) return [rows, page.until];
    next = `?scroll_param=${encodeURIComponent(page.scroll_param)}&limit=7`;
  }
}

/** The last that has happened to each row, by the slow way: every change is looked at. */
function expected({ table, clock }: Started, since: number): Row[] {
  const last = new Map<unknown, Row>();
  const view = table.seenAt(clock.now);
  for (const { kind, at, row } of table.changes(since, clock.now)) {
    const id = row.values['id'] as string;
    last.delete(id); // so that it stands where it changed last
    const found = view.find({ id });
    const values = found && 'values' in found ? found.values : row.values;
    const isGone = kind === 'delete';
    last.set(id, {
      ...values,
      isDeleted: isGone || (values['isDeleted'] ?? false),
      deletedAt: isGone ? isoOf(at) : null,
    });
  }
  return [...last.values()];
}

const withoutColumns = ({ isDeleted: _, deletedAt: __, ...row }: Row): Row => row;
const WORLDS = [
  'living',
  'living+late+ahead+silent',
  'living+soft+revived+unstamped',
  'living+replaced+shrinking',
  EVERYTHING,
];

describe.each(WORLDS)('changes in the world %s', (world) => {
  const api = startLivingApi(world, 300);
  afterAll(async () => (await api).stop());

  it.each([1, 7, 500])('are told once for each row, the last one, by pages of %d', async (limit) => {
    const started = await api;
    started.clock.now = started.anchor + HOURS * HOUR;
    const since = started.anchor + (limit === 1 ? HOURS - 2 : 3) * HOUR;
    const [rows] = await walk(started, `since=${isoOf(since)}&include_deleted=true&limit=${limit}`);
    expect(rows).toEqual(expected(started, since));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('are those of rows that are there unless deleted ones are asked for', async () => {
    const started = await api;
    started.clock.now = started.anchor + HOURS * HOUR;
    const rows = expected(started, started.anchor);
    const there = rows.filter(({ deletedAt }) => deletedAt === null);
    expect(there.length).toBeGreaterThan(0);
    expect(rows.length).toBeGreaterThan(there.length);
    for (const query of ['', 'include_deleted=false']) {
      const [told] = await walk(started, query);
      expect(told.map(withoutColumns)).toEqual(there.map(withoutColumns));
      expect(told.every((row) => !('deletedAt' in row))).toBe(true);
    }
  });
});

describe.each([...WORLDS, `${EVERYTHING}+drift`])('a copy of the world %s', (world) => {
  it('that upserts and deletes what is told is the table at the end, however the clock moves', async () => {
    await using api = await startLivingApi(world, 300);
    const copy = new Map((await scroll(api, '/pagination/keyset')).map((row) => [row['id'], row]));
    let until = isoOf(api.clock.now);
    let told = 0;
    for (const minutes of [7, 31, 60, 3, 600, 1300, 0, 95]) {
      api.clock.now += minutes * MINUTE;
      let turn = 0;
      const between = (): void => {
        turn += 1;
        if (turn < 8) api.clock.now += (turn % 3) * 5 * MINUTE;
      };
      const [rows, next] = await walk(api, `since=${until}&include_deleted=true&limit=7`, between);
      for (const row of rows) {
        if (row['deletedAt'] === null) copy.set(row['id'], row);
        else copy.delete(row['id']);
      }
      told += rows.length;
      until = next;
      expect(until).toBe(isoOf(api.clock.now));
      const columns = api.table.columnsAt(api.clock.now).map(({ name }) => name);
      const inColumns = (row: Row): [unknown, Row] => [
        row['id'],
        Object.fromEntries(columns.map((name) => [name, row[name] ?? null])),
      ];
      expect(new Map([...copy.values()].map(inColumns))).toEqual(new Map(api.rows().map(inColumns)));
    }
    expect(told).toBeGreaterThan(200);
  });
});

it('tells of who is gone what was known last', async () => {
  await using api = await startLivingApi('living+shrinking', 300);
  const before = new Map(api.rows().map((row) => [row['id'], row]));
  api.clock.now += 3 * HOUR;
  const [rows] = await walk(api, 'include_deleted=true');
  const gone = rows.filter(({ deletedAt }) => deletedAt !== null);
  const known = gone.filter(({ id }) => before.has(id));
  expect(known.length).toBeGreaterThan(3);
  for (const { isDeleted, deletedAt, ...row } of known) {
    expect(row).toEqual(before.get(row['id']));
    expect([isDeleted, String(deletedAt) > isoOf(api.anchor)]).toEqual([true, true]);
  }
});

it.each(['', '?include_deleted=true', '?since=2026-01-01T00:00:00Z&limit=1'])(
  'tells none in a still world: %s',
  async (query) => {
    await using api = await startApi({ clock: () => Date.UTC(2026, 0, 3, 4, 5, 6, 789) });
    expect((await api.get(PATH + query)).json()).toEqual({
      data: [],
      scroll_param: null,
      until: '2026-01-03T04:05:06Z',
    });
  },
);

it('tells nothing of what is still to come', async () => {
  await using api = await startLivingApi('living');
  expect((await walk(api, 'since=2030-01-01T00:00:00Z&include_deleted=true'))[0]).toEqual([]);
});

it.each([
  ['limit=501', "Invalid value for 'limit'. It should be between 1 and 500."],
  ['since=yesterday', "Invalid date format for 'updated_since'. Must end with 'Z' for UTC"],
  ['include_deleted=yes', "Invalid value for 'include_deleted'. Use 'true' or 'false'"],
  [
    'since=2025-12-31T23:59:59Z',
    "Invalid value for 'since'. Changes are told from 2026-01-01T00:00:00Z on, when the world began to live, and " +
      "'2025-12-31T23:59:59Z' is before that. Read what there is with /pagination/keyset first.",
  ],
  [`scroll_param=${cursor('2026-01-01T00:00:00Z')}`, 'Invalid scroll_param value'],
  [`scroll_param=${cursor('2026-01-01T00:00:00Z deleted 1')}`, 'Invalid scroll_param value'],
  [`scroll_param=${cursor('never changed 1')}`, 'Invalid scroll_param value'],
  [
    `since=2026-01-01T00:00:00Z&scroll_param=${cursor('2026-01-01T00:00:00Z changed 1')}`,
    "You can only use 'since' in first request, subsequent requests should use only 'scroll_param'",
  ],
  [
    `include_deleted=true&scroll_param=${cursor('2026-01-01T00:00:00Z changed 1')}`,
    "You can only use 'include_deleted' in first request, subsequent requests should use only 'scroll_param'",
  ],
])('refuses ?%s', async (query, error) => {
  await using api = await startLivingApi('living');
  const answer = await api.get(`${PATH}?${query}`);
  expect([answer.status, answer.json()]).toEqual([400, { error }]);
});

it('begins no earlier than the world does, whatever a cursor says', async () => {
  await using api = await startLivingApi('living');
  api.clock.now += HOUR;
  const [rows] = await walk(api, '');
  expect((await walk(api, `scroll_param=${cursor('0001-01-01T00:00:00Z changed 3')}`))[0]).toEqual(rows);
});

it.each([
  '/pagination/next_page_url',
  '/pagination/page_number',
  '/pagination/offset',
  '/pagination/keyset',
  '/incremental/timestamp',
  '/incremental/step',
  '/cursors/companies',
  '/cursors/1/departments',
])('takes include_deleted, and %s refuses it as the original does', async (path) => {
  await using api = await startLivingApi('living');
  const answer = await api.get(`${path}?include_deleted=true`);
  expect([answer.status, answer.json()]).toEqual([
    400,
    { error: 'Unexpected query parameters: include_deleted' },
  ]);
});
