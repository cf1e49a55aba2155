import { expect, it } from '@jest/globals';
import { isoSeconds } from '../../../fixtures/timeline.ts';
import { presentCard } from '../../../verify/card/present-card.ts';
import { badgeLine, reportCard } from '../../../verify/card/report-card.ts';
import { worldOf } from '../../../verify/world-options.ts';
import type { Page } from '../../support/living-api.ts';
import { HOUR } from '../causes/judged-source.ts';
import { STILL } from '../right-rows.ts';
import { type Case, everything, lineOf, readSince, shownLine } from './card-case.ts';

const CASES: readonly Case[] = [
  ['cursors as given', 'follows-next', everything, ['pass', [1, 2, 3]]],
  [
    'a cursor of its own',
    'follows-next',
    async (source) => {
      const { data = [] } = (await source.ask('/pagination/keyset')) ?? {};
      const cursor = Buffer.from(String(data.at(-2)?.['updatedAt'])).toString('base64');
      await source.ask(`/pagination/keyset?scroll_param=${cursor}`);
    },
    ['fail', [2]],
  ],
  [
    'a URL of its own',
    'follows-next',
    async (source) => {
      await source.ask('/pagination/next_page_url?per_page=50');
      await source.ask('/pagination/next_page_url?per_page=50&page=2');
    },
    ['fail', [2]],
  ],
  [
    'URLs as given',
    'follows-next',
    async (source) => {
      let next: string | null = '/pagination/next_page_url?per_page=50';
      while (next !== null) {
        const page = (await source.page(next)) as Page & { next_page_url: string | null };
        next = page.next_page_url?.replace(source.url, '') ?? null;
      }
    },
    ['pass', [1, 2, 3]],
  ],
  ['offsets', 'follows-next', (source) => readSince(source, 0), ['not seen', []]],
  [
    'nobody',
    'asks-for-the-deleted',
    async (source) => {
      source.sync();
      await source.read('/incremental/timestamp');
      const time = source.clock.now;
      source.clock.now += 3 * HOUR;
      source.sync();
      await source.read(`/incremental/timestamp?since=${isoSeconds(time)}`);
    },
    ['warn', []],
  ],
  [
    'the deleted',
    'asks-for-the-deleted',
    async (source) => {
      source.sync();
      await source.read('/incremental/timestamp');
      source.clock.now += 3 * HOUR;
      source.sync();
      await source.read('/incremental/deleted');
    },
    ['pass', [2]],
  ],
  [
    'everybody again',
    'asks-for-the-deleted',
    async (source) => {
      for (let turn = 0; turn < 2; turn += 1) {
        source.sync();
        await source.read('/incremental/timestamp');
        source.clock.now += 3 * HOUR;
      }
    },
    ['pass', [2]],
  ],
  ['one order', 'keeps-one-order', everything, ['pass', []]],
  [
    'the time of its own clock',
    'uses-the-sources-clock',
    (source) => source.read(`/incremental/timestamp?since=${isoSeconds(Date.now())}`),
    ['fail', [1]],
  ],
  [
    'a time of the source',
    'uses-the-sources-clock',
    (source) => source.read(`/incremental/timestamp?since=${isoSeconds(source.clock.now)}`),
    ['pass', []],
  ],
  ['a login that does not end', 'refreshes-the-token', everything, ['not seen', []]],
  ['no login', 'refreshes-the-token', (source) => source.ask('/auth/api_key'), ['fail', [1]]],
];

it.each(CASES)('%s: %s', async (...asked) => {
  const [, , , [result, requests]] = asked;
  expect(shownLine(await lineOf(asked), requests)).toEqual([result, requests]);
});

it('is a line for each check, and one for a badge', () => {
  const card = reportCard([], [], worldOf(STILL));
  expect(badgeLine(card)).toBe('card: 0 pass 0 warn 0 fail');
  const [head, , ...lines] = presentCard(card).trimEnd().split('\n');
  expect(head).toBe(badgeLine(card));
  expect(lines).toHaveLength(card.length);
  expect(lines[0]).toMatch(
    /^ {2}completeness {2}· reads-to-the-end +not seen: nothing was read page by page$/,
  );
});
