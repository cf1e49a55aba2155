import { afterAll, describe, expect, it } from '@jest/globals';
import { scroll, startLivingApi } from '../../../support/living-api.ts';
import { startApi } from '../../../support/start-api.ts';

const PATH = '/incremental/deleted';
const HOUR = 3_600_000;
const isoOf = (time: number): string => new Date(time).toISOString().replace('.000', '');

describe.each(['living', 'living+late+soft+revived+replaced+shrinking'])(
  'deletes in the world %s',
  (world) => {
    const api = startLivingApi(world, 2000);
    afterAll(async () => (await api).stop());

    /** Who was deleted, by the slow way: every change is looked at. */
    const expected = async (since: number): Promise<unknown[]> => {
      const { table, clock } = await api;
      return [...table.changes(since, clock.now)]
        .filter(({ kind }) => kind === 'delete')
        .map(({ row, at }) => ({ id: row.values['id'], deletedAt: isoOf(at) }));
    };

    it.each([1, 3, 100, 500])('are all told, by pages of %d', async (limit) => {
      const started = await api;
      started.clock.now = started.anchor + HOUR;
      const rows = await scroll(started, `${PATH}?limit=${limit}`);
      expect(rows).toEqual(await expected(started.anchor));
    });

    it('are told since an instant, and from a cursor on while the clock moves', async () => {
      const started = await api;
      started.clock.now = started.anchor + 4 * HOUR;
      const since = started.anchor + HOUR;
      let until = started.clock.now;
      const rows = await scroll(started, `${PATH}?limit=7&since=${isoOf(since)}`, () => {
        until = started.clock.now;
        if (until < started.anchor + 6 * HOUR) started.clock.now += 10 * 60_000;
      });
      started.clock.now = until;
      expect(rows).toEqual(await expected(since));
      const ties = rows.filter(({ deletedAt }, place) => deletedAt === rows[place + 1]?.['deletedAt']);
      expect(ties.length).toBeGreaterThan(0);
    });

    it('lose none when a client asks again since the last that it was told', async () => {
      const started = await api;
      const told = new Set<string>();
      let since = isoOf(started.anchor);
      for (let minute = 0; minute < 90; minute += 1) {
        started.clock.now = started.anchor + minute * 60_000;
        const rows = await scroll(started, `${PATH}?since=${since}`);
        for (const row of rows) told.add(JSON.stringify(row));
        since = rows
          .map(({ deletedAt }) => String(deletedAt))
          .reduce((one, other) => (one > other ? one : other), since);
      }
      expect([...told].sort()).toEqual(
        (await expected(started.anchor)).map((row) => JSON.stringify(row)).sort(),
      );
    });

    it('are of rows that no other answer has any more', async () => {
      const started = await api;
      const gone = await scroll(started, PATH);
      const live = new Map(started.rows().map((row) => [row['id'], row]));
      const back = gone.flatMap(({ id, deletedAt }) => {
        const row = live.get(id as string);
        return row ? [[row['createdAt'], deletedAt]] : [];
      });
      // Only an id that was used again is there, and its row is newer.
      expect(back.every(([created, deleted]) => String(created) > String(deleted))).toBe(true);
      expect(gone.length).toBeGreaterThan(10);
    });
  },
);

it.each(['', '?since=0001-01-01T00:00:00Z', '?limit=1'])('are none in a still world: %s', async (query) => {
  await using api = await startApi();
  expect((await api.get(PATH + query)).json()).toEqual({ data: [], scroll_param: null });
});

const cursor = (text: string): string => encodeURIComponent(Buffer.from(text).toString('base64'));

it.each([
  ['limit=0', "Invalid value for 'limit'. It should be between 1 and 500."],
  ['limit=501', "Invalid value for 'limit'. It should be between 1 and 500."],
  ['since=yesterday', "Invalid date format for 'updated_since'. Must end with 'Z' for UTC"],
  [`scroll_param=${cursor('2026-01-01T00:00:00Z')}`, 'Invalid scroll_param value'],
  [`scroll_param=${cursor('2026-01-01T00:00:00Z deleted many')}`, 'Invalid scroll_param value'],
  [
    `since=2026-01-01T00:00:00Z&scroll_param=${cursor('2026-01-01T00:00:00Z deleted 1')}`,
    "You can only use 'since' in first request, subsequent requests should use only 'scroll_param'",
  ],
  ['include_deleted=true', 'Unexpected query parameters: include_deleted'],
])('refuses ?%s', async (query, error) => {
  await using api = await startLivingApi('living');
  const answer = await api.get(`${PATH}?${query}`);
  expect([answer.status, answer.json()]).toEqual([400, { error }]);
});

it('begins no earlier than the world does, whatever a cursor says', async () => {
  await using api = await startLivingApi('living');
  api.clock.now += HOUR;
  const { data } = await api.page(`${PATH}?scroll_param=${cursor('0001-01-01T00:00:00Z deleted 3')}`);
  expect(data).toEqual((await api.page(PATH)).data);
});
