import { expect, it } from '@jest/globals';
import { isoSeconds } from '../../../fixtures/timeline.ts';
import { HOUR } from '../causes/judged-source.ts';
import { type Case, everything, LOOK, lineOf, shownLine } from './card-case.ts';

const OLD = '/incremental/timestamp?since=2020-01-01T00:00:00Z';

const CASES: readonly Case[] = [
  [
    'everything since a time, in the first sync',
    'fetches-what-changed',
    async (source) => {
      source.sync();
      await source.read(OLD);
    },
    ['not seen', []],
  ],
  [
    'everything since a time, after a sync that failed',
    'fetches-what-changed',
    async (source) => {
      source.sync(true);
      await source.read(OLD);
      source.sync();
      await source.read(OLD);
    },
    ['not seen', []],
  ],
  [
    'everything since a time, after a sync that read no people',
    'fetches-what-changed',
    async (source) => {
      source.sync();
      await source.ask('/cursors/companies');
      source.sync();
      await source.read(OLD);
    },
    ['not seen', []],
  ],
  [
    'everything since a time, by another route than before and after a look',
    'fetches-what-changed',
    async (source) => {
      source.sync();
      await everything(source);
      source.sync();
      await source.page(LOOK);
      await source.read(OLD);
    },
    ['fail', [6]],
  ],
  [
    'everything since a time, beside companies that have no cursor',
    'fetches-what-changed',
    async (source) => {
      for (let turn = 0; turn < 2; turn += 1) {
        source.sync();
        await source.ask('/cursors/companies');
        await source.read(OLD);
      }
    },
    ['fail', [4]],
  ],
  ...(['asc', 'desc'] as const).map(
    (direction): Case => [
      `what has changed, by the time of creation ${direction}`,
      'fetches-what-changed',
      async (source) => {
        source.sync();
        await source.read('/incremental/timestamp');
        const time = isoSeconds(source.clock.now);
        source.clock.now += HOUR;
        source.sync();
        const order = `order_by=createdAt&order_type=${direction}`;
        await source.read(`/pagination/offset?limit=50&${order}&updated_since=${time}`);
      },
      ['pass', []],
    ],
  ),
  [
    'everything since a time, by the time of creation',
    'fetches-what-changed',
    async (source) => {
      source.sync();
      await source.read('/incremental/timestamp');
      source.sync();
      for (const offset of [0, 50, 100])
        await source.read(
          `/pagination/offset?limit=50&order_by=createdAt&updated_since=2020-01-01T00:00:00Z&offset=${offset}`,
        );
    },
    ['fail', [2]],
  ],
];

it.each(CASES)('%s: %s', async (...asked) => {
  const [, , , [result, requests]] = asked;
  expect(shownLine(await lineOf(asked), requests)).toEqual([result, requests]);
});
