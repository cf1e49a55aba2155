import { expect, it } from '@jest/globals';
import { isoSeconds } from '../../../fixtures/timeline.ts';
import { HOUR, type JudgedSource } from '../causes/judged-source.ts';
import { type Case, everything, LOOK, lineOf, readSince, shownLine } from './card-case.ts';

const stampsOf = (source: JudgedSource): number =>
  Math.max(...[...source.rows.values()].map(({ updatedAt }) => Date.parse(String(updatedAt))));

const CASES: readonly Case[] = [
  ['a walk to its end', 'reads-to-the-end', everything, ['pass', [4]]],
  ['a first page', 'reads-to-the-end', (source) => source.read('/pagination/keyset'), ['fail', [1]]],
  [
    'a look before the walk',
    'reads-to-the-end',
    async (source) => {
      await source.read('/pagination/keyset');
      await everything(source);
    },
    ['pass', [5]],
  ],
  [
    'a look at one row',
    'reads-to-the-end',
    async (source) => {
      await source.page(LOOK);
      await everything(source);
    },
    ['pass', [5]],
  ],
  ['nothing but a look at one row', 'reads-to-the-end', (source) => source.page(LOOK), ['not seen', []]],
  [
    'the newest first, up to what a walk had read',
    'reads-to-the-end',
    async (source) => {
      await everything(source);
      await source.read('/pagination/offset?limit=50&order_by=updatedAt&order_type=desc');
    },
    ['pass', [4]],
  ],
  [
    'the newest first, and nothing had been read',
    'reads-to-the-end',
    (source) => source.read('/pagination/offset?limit=50&order_by=updatedAt&order_type=desc'),
    ['fail', [1]],
  ],
  [
    'the oldest alone when a walk had read all',
    'reads-to-the-end',
    async (source) => {
      await everything(source);
      await source.read('/pagination/offset?limit=50&order_by=updatedAt');
    },
    ['fail', [5]],
  ],
  [
    'a cursor from an answer whose ties were in another order',
    'overlaps',
    async (source) => {
      source.plan({ on: { route: 'pagination_offset' }, do: { ties: 'shuffled' }, times: 'always' });
      source.sync();
      await readSince(source, 0);
      source.plan();
      source.sync();
      await source.page(LOOK);
      await readSince(source, stampsOf(source));
    },
    ['pass', [6]],
  ],
  [
    'a first page by a sync that failed',
    'reads-to-the-end',
    async (source) => {
      source.sync(true);
      await source.read('/pagination/keyset');
      source.sync();
      await everything(source);
    },
    ['pass', [5]],
  ],
  [
    'an error that a sync reported',
    'asks-again',
    async (source) => {
      source.plan({ on: { route: 'pagination_keyset' }, do: { status: 500 }, times: 'always' });
      source.sync(true);
      await source.read('/pagination/keyset');
    },
    ['not seen', []],
  ],
  [
    'an error that a sync did not report',
    'asks-again',
    async (source) => {
      source.plan({ on: { route: 'pagination_keyset' }, do: { status: 500 }, times: 'always' });
      source.sync();
      await source.read('/pagination/keyset');
    },
    ['fail', [1]],
  ],
  ['no pages', 'reads-to-the-end', (source) => source.read('/export/csv'), ['not seen', []]],
  ['what is well', 'asks-again', everything, ['not seen', []]],
  ['once', 'asks-once', everything, ['pass', []]],
  [
    'a page twice',
    'asks-once',
    async (source) => {
      await source.read('/pagination/offset?offset=10');
      await source.read('/pagination/offset?offset=10');
    },
    ['warn', [2]],
  ],
  [
    'a page four times',
    'asks-once',
    async (source) => {
      for (let turn = 0; turn < 4; turn += 1) await source.read('/pagination/offset?offset=10');
    },
    ['fail', [2]],
  ],
  [
    'a page in each sync',
    'asks-once',
    async (source) => {
      for (let turn = 0; turn < 4; turn += 1) {
        source.sync();
        await source.read('/pagination/offset?offset=10');
      }
    },
    ['pass', []],
  ],
  ['one sync', 'goes-on-from-a-cursor', everything, ['not seen', []]],
  [
    'everything again',
    'goes-on-from-a-cursor',
    async (source) => {
      source.sync();
      await readSince(source, 0);
      source.sync();
      await readSince(source, 0);
    },
    ['pass', [5]],
  ],
  [
    'all pages again',
    'goes-on-from-a-cursor',
    async (source) => {
      for (let turn = 0; turn < 2; turn += 1) {
        source.sync();
        await everything(source);
      }
    },
    ['warn', [5]],
  ],
  ...(
    [
      ['the latest stamp again', 0, 'offset', 'pass'],
      ['a minute before it', -60_000, 'offset', 'pass'],
      ['what is later than it', 0, 'timestamp', 'warn'],
      ['a minute after it', 60_000, 'offset', 'fail'],
    ] as const
  ).map(
    ([what, after, route, result]): Case => [
      what,
      'overlaps',
      async (source) => {
        source.sync();
        await source.read('/incremental/timestamp');
        await source.read('/pagination/offset?limit=50');
        const time = stampsOf(source) + after;
        source.clock.now += HOUR;
        source.sync();
        if (route === 'offset') await readSince(source, time);
        else await source.read(`/incremental/timestamp?since=${isoSeconds(time)}`);
      },
      [result, [3]],
    ],
  ),
  [
    'what has changed',
    'fetches-what-changed',
    async (source) => {
      source.sync();
      await source.read('/incremental/timestamp');
      const time = source.clock.now;
      source.clock.now += HOUR;
      source.sync();
      await source.read(`/incremental/timestamp?since=${isoSeconds(time)}`);
    },
    ['pass', []],
  ],
  [
    'everything, and nothing has changed',
    'fetches-what-changed',
    async (source) => {
      for (let turn = 0; turn < 2; turn += 1) {
        source.sync();
        await source.read('/incremental/timestamp');
      }
    },
    ['warn', [2]],
  ],
  [
    'everything by a cursor that stays',
    'fetches-what-changed',
    async (source) => {
      for (let turn = 0; turn < 2; turn += 1) {
        source.sync();
        await source.read('/incremental/timestamp?since=2020-01-01T00:00:00Z');
      }
    },
    ['fail', [2]],
  ],
];

it.each(CASES)('%s: %s', async (...asked) => {
  const [, , , [result, requests]] = asked;
  expect(shownLine(await lineOf(asked), requests)).toEqual([result, requests]);
});
