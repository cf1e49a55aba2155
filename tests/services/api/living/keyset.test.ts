import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Row } from '../../../../fixtures/index.ts';
import { EVERYTHING, scroll, startLivingApi } from '../../../support/living-api.ts';
import { startApi } from '../../../support/start-api.ts';

const MINUTE = 60_000;
const PATH = '/pagination/keyset';

type Started = Awaited<ReturnType<typeof startLivingApi>>;

/** Who is there at all of some instants, and is the same at all of them. */
function unchanged(api: Started, from: number, until: number): Map<unknown, Row> {
  const view = api.table.seenAt(from);
  const rows = new Map(view.rows(0, view.size).map(({ values }) => [values['id'], values] as const));
  for (const { row } of api.table.changes(from, until)) rows.delete(row.values['id']);
  return rows;
}

describe.each(['living', 'living+late+ahead', EVERYTHING])('a walk by cursor in the world %s', (world) => {
  it('serves everybody exactly once who does not change during it, however the clock moves', async () => {
    await using api = await startLivingApi(world, 300);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3000),
        fc.array(fc.nat(120), { minLength: 3, maxLength: 12 }),
        async (start, steps) => {
          const from = api.anchor + start * MINUTE;
          api.clock.now = from;
          let turn = 0;
          let until = from;
          const rows = await scroll(api, PATH, () => {
            until = api.clock.now;
            api.clock.now += (steps[turn % steps.length] as number) * MINUTE;
            turn += 1;
          });
          const served = new Map<unknown, Row[]>();
          for (const row of rows) served.set(row['id'], [...(served.get(row['id']) ?? []), row]);
          const same = unchanged(api, from, until);
          expect(same.size).toBeGreaterThan(0);
          for (const [id, row] of same) expect(served.get(id)).toEqual([row]);
        },
      ),
      { numRuns: 25, seed: 20260105 },
    );
  });

  it('serves everybody once while the clock stands still, ties and all', async () => {
    await using api = await startLivingApi(world, 2000);
    api.clock.now = api.anchor + 90 * MINUTE;
    const rows = await scroll(api, PATH);
    const byId = (one: Row, other: Row): number => (String(one['id']) < String(other['id']) ? -1 : 1);
    expect(rows.toSorted(byId)).toEqual(api.rows().toSorted(byId));
    const stamps = rows.map(({ updatedAt }) => updatedAt);
    const atPageEnds = stamps.filter((stamp, place) => place % 50 === 49 && stamp === stamps[place + 1]);
    // Or this would show nothing.
    expect(atPageEnds.length).toBeGreaterThan(0);
  });
});

it('takes the cursor of a row that has changed since', async () => {
  await using api = await startLivingApi('living', 2000);
  const { data, scroll_param } = await api.page(`${PATH}?updated_since=2025-12-31T06:00:00Z`);
  const last = data.at(-1) as Row;
  const change = [...api.table.changes(api.anchor, api.anchor + 48 * 60 * MINUTE)].find(
    ({ row }) => row.values['id'] === last['id'],
  );
  expect(change).toBeDefined();
  api.clock.now = change?.seenAt as number;
  const { data: next } = await api.page(`${PATH}?scroll_param=${encodeURIComponent(scroll_param as string)}`);
  const known = new Set(data.map(({ id }) => id));
  expect(next.some(({ id }) => known.has(id as string))).toBe(false);
});

it('begins after a stamp when a cursor tells no more than that', async () => {
  await using api = await startLivingApi('living');
  const stamp = String((await api.page(PATH)).data[20]?.['updatedAt']);
  const cursor = encodeURIComponent(Buffer.from(stamp).toString('base64'));
  const { data } = await api.page(`${PATH}?scroll_param=${cursor}`);
  expect(data.every(({ updatedAt }) => updatedAt === null || String(updatedAt) > stamp)).toBe(true);
});

it('is what a walk by offset is not: there a row that never changed is passed over', async () => {
  await using api = await startLivingApi('living', 400);
  const rows: Row[] = [];
  const from = api.anchor;
  let until = from;
  for (let offset = 0; ; offset += 50) {
    const { data } = await api.page(`/pagination/offset?offset=${offset}&limit=50`);
    if (data.length === 0) break;
    rows.push(...data);
    until = api.clock.now;
    api.clock.now += 60 * MINUTE;
  }
  const served = new Set(rows.map(({ id }) => id));
  const lost = [...unchanged(api, from, until).keys()].filter((id) => !served.has(id as string));
  expect(lost.length).toBeGreaterThan(0);
});

it.each([
  '2026-01-01T00:00:00Z 1',
  'unstamped',
  'unstamped -1',
  'never 1 2',
  '2026-01-01T00:00:00Z 1 2 later',
])('refuses the cursor %s', async (text) => {
  await using api = await startLivingApi('living');
  const answer = await api.get(
    `${PATH}?scroll_param=${encodeURIComponent(Buffer.from(text).toString('base64'))}`,
  );
  expect([answer.status, answer.json()]).toEqual([400, { error: 'Invalid scroll_param value' }]);
});

it.each(['2026-01-01T00:00:00Z 1 2', 'unstamped 1'])(
  'refuses in a still world the cursor %s',
  async (text) => {
    await using api = await startApi();
    const answer = await api.get(
      `${PATH}?scroll_param=${encodeURIComponent(Buffer.from(text).toString('base64'))}`,
    );
    expect([answer.status, answer.json()]).toEqual([400, { error: 'Invalid scroll_param value' }]);
  },
);
