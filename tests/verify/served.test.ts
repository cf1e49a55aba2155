import { describe, expect, it } from '@jest/globals';
import { entryOf, type PresentedEntry } from '../../core/control/present-entry.ts';
import type { Row } from '../../fixtures/table.ts';
import { isoSeconds } from '../../fixtures/timeline.ts';
import type { Asked } from '../../verify/causes/asked.ts';
import { servedFrom } from '../../verify/causes/served.ts';
import { worldOf } from '../../verify/world-options.ts';
import { EVERYTHING, startLivingApi } from '../support/living-api.ts';
import { STILL } from './right-rows.ts';

const MINUTE = 60_000;
const RECORDS = 150;

/** What was sent in answer to the request of a number. */
type Sent = ReadonlyMap<number, { readonly path: string; readonly rows: readonly Row[] }>;

/** Walks of all kinds, while the clock goes on. */
async function walk(world: string): Promise<{ asked: readonly Asked[]; sent: Sent; until: number }> {
  await using api = await startLivingApi(world, RECORDS);
  const sent = new Map<number, { path: string; rows: readonly Row[] }>();
  const page = async (path: string) => {
    const answer = await api.page(path);
    sent.set(sent.size + 1, { path, rows: answer.data });
    api.clock.now += 7 * MINUTE + 1234;
    return answer;
  };
  const since = (minutes: number): string => isoSeconds(api.clock.now - minutes * MINUTE);
  for (const order of ['updatedAt', 'createdAt']) {
    for (const type of ['asc', 'desc']) {
      const query = `order_by=${order}&order_type=${type}`;
      for (const offset of [0, 50, 100, 150])
        await page(`/pagination/offset?${query}&limit=50&offset=${offset}`);
      for (const number of [1, 2, 9]) {
        await page(`/pagination/page_number?${query}&per_page=20&page=${number}&updated_since=${since(200)}`);
      }
    }
  }
  for (const path of ['/pagination/keyset', `/pagination/keyset?updated_since=${since(300)}`]) {
    for (let next: string | null = path; next !== null; ) {
      const { scroll_param = null } = await page(next);
      next = scroll_param && `/pagination/keyset?scroll_param=${encodeURIComponent(scroll_param)}`;
    }
  }
  await page('/incremental/timestamp');
  await page(`/incremental/timestamp?since=${since(120)}`);
  await page(`/incremental/timestamp?since=${since(-1000)}`);
  for (const minutes of [1, 3, 5, 100]) await page(`/cursors/companies?updated_since=${since(minutes)}`);
  await page('/cursors/companies');
  for (const minutes of [1, 3, 100]) await page(`/cursors/2/departments?updated_since=${since(minutes)}`);
  await page('/cursors/1/departments');
  const journal = await fetch(`${api.url}/_playground/journal?since=0&limit=10000`);
  const { entries } = (await journal.json()) as { entries: PresentedEntry[] };
  const asked = entries.map(entryOf);
  return { asked, sent, until: api.clock.now };
}

describe.each(['still', 'living', EVERYTHING])('in the world %s', (world) => {
  const walked = walk(world);
  const tables = worldOf({ ...STILL, records: RECORDS, world });

  it.each(['people', 'companies', 'departments'])(
    'every row of %s was in the answers that had it, in the version that they had',
    async (name) => {
      const { asked, sent, until } = await walked;
      expect(asked.map(({ number }) => number)).toEqual([...sent.keys()]);
      const table = tables.table(name);
      const keyOf = (row: Row): Row =>
        Object.fromEntries(table.key.map((column) => [column, row[column] ?? null]));
      const everybody = new Map<string, Row>();
      for (const at of [(asked[0] as Asked).at, until]) {
        const view = table.seenAt(at);
        for (const { values } of view.rows(0, view.size))
          everybody.set(JSON.stringify(keyOf(values)), keyOf(values));
      }
      for (const { row } of table.changes((asked[0] as Asked).at, until)) {
        everybody.set(JSON.stringify(keyOf(row.values)), keyOf(row.values));
      }
      const servedIn = servedFrom(table);
      let served = 0;
      for (const one of asked) {
        const { path, rows } = sent.get(one.number) as { path: string; rows: readonly Row[] };
        const isOfTable =
          name === 'people'
            ? !path.startsWith('/cursors/')
            : path.startsWith('/cursors/') && path.includes('departments') === (name === 'departments');
        const held = new Map(isOfTable ? rows.map((row) => [JSON.stringify(keyOf(row)), row]) : []);
        for (const [text, key] of everybody) {
          const row = held.get(text);
          const found = servedIn(one, key);
          const expected = row ? 'served' : isOfTable ? 'left out' : 'unknown';
          if (found.is !== expected)
            throw new Error(`#${one.number} ${path}: ${text} is ${found.is}, not ${expected}`);
          if (found.is === 'served') expect(found.row.values).toEqual(row);
          if (row) served += 1;
        }
        served -= held.size;
      }
      // Nothing was served but what is known to be in the table.
      expect(served).toBe(0);
    },
    60_000,
  );
});
