import { describe, expect, it } from '@jest/globals';
import { isoSeconds } from '../../../fixtures/timeline.ts';
import { causesAfter, HOUR, type JudgedSource, startSource } from './judged-source.ts';

const PAGE = 50;
const page = (number: number): string => `/pagination/offset?limit=${PAGE}&offset=${(number - 1) * PAGE}`;
const LAST = 4;

/** Reads pages from one to another; stops at the first without rows. */
async function walk(source: JudgedSource, from = 1, to = LAST): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    if ((await source.read(page(number))).length === 0) return;
  }
}

/** A second sync, for which nothing goes wrong, an hour later; it asks for what was changed since an instant. */
async function syncSince(source: JudgedSource, time: number): Promise<void> {
  source.plan();
  source.clock.now += HOUR;
  source.sync();
  await source.read(`/incremental/timestamp?since=${isoSeconds(time)}`);
}

/** Loses what is behind an answer: a page that cannot be read is the end, and the state is the time of the sync. */
const endsAt =
  (effects: object, pathOf = page, hasFailed = false, isShorter = false) =>
  async (source: JudgedSource): Promise<void> => {
    source.sync(hasFailed);
    source.plan({ on: { path: pathOf(3).split('?')[0], nth: 3 }, do: effects });
    const { now } = source.clock;
    // Who takes a shorter page for the last one does not ask on.
    await walk(source, 1, isShorter ? 3 : LAST);
    await syncSince(source, now);
  };

type Case = readonly [
  what: string,
  play: (source: JudgedSource) => Promise<void>,
  expected: readonly string[],
];

const lost = (cause: string, ...requests: number[]): string =>
  `missing ${cause} permanent ${requests.map((number) => `#${number}`).join(' ')}`;
const CASES: readonly Case[] = [
  ['an error for the end', endsAt({ status: 500 }), [lost('error-is-the-end', 3)]],
  ['no answer for the end', endsAt({ reset: true }), [lost('error-is-the-end', 3)]],
  [
    'an error that is passed over',
    async (source) => {
      source.sync();
      source.plan({ on: { route: 'people', page: 3 }, do: { status: 500 } });
      const { now } = source.clock;
      await walk(source, 1, 3);
      await walk(source, 4);
      await syncSince(source, now);
    },
    [lost('error-is-the-end', 3)],
  ],
  [
    'an error that is asked again',
    async (source) => {
      source.sync();
      source.plan({ on: { route: 'people', page: 3 }, do: { status: 500 } });
      const { now } = source.clock;
      await walk(source, 1, 3);
      await walk(source, 3);
      await syncSince(source, now);
    },
    [],
  ],
  [
    'an error in a sync after which all is read again',
    async (source) => {
      source.sync(true);
      source.plan({ on: { route: 'people', page: 3 }, do: { status: 500 } });
      await walk(source);
      source.plan();
      source.sync();
      await walk(source);
    },
    [],
  ],
  [
    'a sync that failed, and had saved its state',
    endsAt({ status: 500 }, page, true),
    [lost('state-before-rows', 3)],
  ],
  ['a login that ended', endsAt({ status: 401 }), [lost('login-expires', 3)]],
  ['a cursor that ended', endsAt({ status: 410 }), [lost('token-of-the-walk-expires', 3)]],
  ['a page of HTML', endsAt({ html: true }), [lost('html-200', 3)]],
  ['half an answer', endsAt({ cut: 'half' }), [lost('cut-body', 3)]],
  [
    'half a file',
    async (source) => {
      source.sync();
      source.plan({ on: { route: 'export_csv' }, do: { cut: 'row', length: 'none' } });
      const { now } = source.clock;
      await source.ask('/export/csv');
      await syncSince(source, now);
    },
    [lost('cut-file', 1)],
  ],
  ['a page without rows', endsAt({ empty: true }), [lost('empty-page', 3)]],
  [
    'a page without rows that is passed over',
    async (source) => {
      source.plan({ on: { route: 'people', page: 3 }, do: { empty: true } });
      await walk(source, 1, 3);
      await walk(source, 4);
    },
    ['missing empty-page unknown #3'],
  ],
  [
    'a page without rows, and on from the same place',
    async (source) => {
      source.plan({ on: { route: 'people', page: 3 }, do: { empty: true } });
      await walk(source, 1, 3);
      await source.read(`${page(3)}&order_type=asc`);
      await walk(source, 3);
    },
    [],
  ],
  ['a short page', endsAt({ short: 37 }, page, false, true), [lost('short-page', 3)]],
  ['the last row that is served', endsAt({ cap: 150 }, page, false, true), [lost('result-window', 3)]],
  [
    'a page that leads to itself',
    async (source) => {
      source.sync();
      source.plan({
        on: { route: 'pagination_next_page_url', page: 2 },
        do: { next: 'same' },
        times: 'always',
      });
      const { now } = source.clock;
      for (let number = 1; number <= 2; number += 1)
        await source.read(`/pagination/next_page_url?per_page=50&page=${number}`);
      await syncSince(source, now);
    },
    [lost('page-that-never-advances', 2)],
  ],
  [
    'rows with one stamp in another order',
    async (source) => {
      source.sync();
      source.plan({ on: { route: 'people' }, do: { ties: 'shuffled' }, times: 'always' });
      const { now } = source.clock;
      for (let offset = 0; offset < 400; offset += 7)
        await source.read(`/pagination/offset?limit=7&offset=${offset}`);
      await syncSince(source, now);
    },
    [lost('unstable-ties', 1, 2)],
  ],
  [
    'a full refresh that ended at an error',
    async (source) => {
      source.sync();
      await walk(source);
      source.sync();
      const before = new Set(source.rows.keys());
      source.plan({ on: { route: 'people', page: 3 }, do: { status: 500 } });
      for (let number = 1; number <= 2; number += 1)
        for (const { id } of await source.read(page(number))) before.delete(String(id));
      await source.ask(page(3));
      for (const id of before) source.gone.add(id);
    },
    ['missing wrong-deletes unknown #7'],
  ],
  [
    'rows that a sync was served and had not written when it failed',
    async (source) => {
      source.sync(true);
      for (let number = 1; number <= LAST; number += 1) await source.page(page(number));
      await syncSince(source, source.clock.now);
    },
    [lost('state-before-rows', 1)],
  ],
  [
    'rows that are read and not written',
    async (source) => {
      await walk(source);
      const [id = ''] = source.rows.keys();
      source.rows.delete(id);
    },
    ['missing served-and-lost unknown #1'],
  ],
];

describe('the cause after', () => {
  it.each(CASES)('%s', async (_what, play, expected) => {
    await using source = await startSource('living');
    const found = await causesAfter(source, play);
    // What was changed after it was read, and before the cursor, is not what this is about.
    expect(found.filter((one) => !one.startsWith('stale'))).toEqual(expected);
  });
});
