import { describe, expect, it } from '@jest/globals';
import { isoSeconds } from '../../../fixtures/timeline.ts';
import type { RowChange } from '../../../fixtures/world-table.ts';
import { causesAfter, HOUR, type JudgedSource, MINUTE, SECOND, startSource } from './judged-source.ts';

const since = (time: number): string => `/incremental/timestamp?since=${isoSeconds(time)}`;
const inclusive = (time: number): string =>
  `/pagination/offset?limit=50&updated_since=${encodeURIComponent(isoSeconds(time))}`;
const everything = async (source: JudgedSource): Promise<void> => {
  source.sync();
  await source.read('/incremental/timestamp');
};
const highest = ({ rows }: JudgedSource): number =>
  Math.max(...[...rows.values()].map(({ updatedAt }) => Date.parse(String(updatedAt ?? 0))));
const isLate = ({ at, seenAt }: RowChange): boolean => seenAt > at;
const stampOf = ({ row }: RowChange): number => Date.parse(String(row.values['updatedAt']));

/** Whether something else can be seen at once between two instants, with a stamp before the later one. */
function isAnythingIn({ table }: JudgedSource, after: number, until: number): boolean {
  return [...table.changes(after, until)].some(
    (change) => change.kind === 'update' && change.seenAt === change.at && stampOf(change) < until,
  );
}

/** Goes to an instant, and begins a sync there. */
function syncAt(source: JudgedSource, time: number): void {
  source.clock.now = time;
  source.sync();
}

/** Reads the first 100 rows by two pages, two hours later the rows from an offset on, and then what is new. */
async function offsetWalk(source: JudgedSource, from: number): Promise<void> {
  source.sync();
  await source.read('/pagination/offset?limit=50&offset=0');
  await source.read('/pagination/offset?limit=50&offset=50');
  source.clock.now += 2 * HOUR;
  for (let offset = from; offset < 250; offset += 50)
    await source.read(`/pagination/offset?limit=50&offset=${offset}`);
  source.sync();
  await source.read(since(highest(source)));
}

type Case = readonly [
  what: string,
  world: string,
  play: (source: JudgedSource) => Promise<void>,
  expected: readonly (string | RegExp)[],
];

/** Two syncs each: what is said of rows that are missing or stale, by kind, cause, verdict and the numbers of requests. */
const CASES: readonly Case[] = [
  [
    'rows of the second of the cursor that came later',
    'living+late',
    async (source) => {
      const { at, seenAt } = source.change('update', isLate);
      source.clock.now = at + 10 * SECOND;
      await everything(source);
      syncAt(source, seenAt + SECOND);
      await source.read(since(at));
    },
    ['stale same-second-later permanent #1 #2'],
  ],
  [
    'the same from the next second on',
    'living+late',
    async (source) => {
      const { at, seenAt } = source.change('update', isLate);
      source.clock.now = at + 10 * SECOND;
      await everything(source);
      syncAt(source, seenAt + SECOND);
      await source.read(inclusive(at + SECOND));
    },
    ['stale same-second-later permanent #1 #2'],
  ],
  [
    'the same with >=',
    'living+late',
    async (source) => {
      const { at, seenAt } = source.change('update', isLate);
      source.clock.now = at + 10 * SECOND;
      await everything(source);
      syncAt(source, seenAt + SECOND);
      await source.read(inclusive(at));
    },
    [],
  ],
  [
    'a page that ends in a tie',
    'living',
    async (source) => {
      source.sync();
      const page = await source.read('/pagination/keyset');
      const cursor = Buffer.from(String(page.at(-1)?.['updatedAt'])).toString('base64');
      let next: readonly unknown[] = await source.read(`/pagination/keyset?scroll_param=${cursor}`);
      while (next.length === 50) {
        const last = (next.at(-1) as { updatedAt: string }).updatedAt;
        next = await source.read(`/pagination/keyset?scroll_param=${Buffer.from(last).toString('base64')}`);
      }
    },
    [/^missing tie-across-pages permanent #\d+ #\d+$/],
  ],
  [
    'rows that could be seen when the cursor had passed them',
    'living+late',
    async (source) => {
      const { seenAt } = source.change(
        'update',
        (change) => isLate(change) && isAnythingIn(source, change.at, change.seenAt - SECOND),
      );
      source.clock.now = seenAt - SECOND;
      await everything(source);
      const cursor = highest(source);
      syncAt(source, seenAt + 5 * MINUTE);
      await source.read(since(cursor));
    },
    [/^stale late-commit permanent #1 #2$/],
  ],
  [
    'the same with a look back',
    'living+late',
    async (source) => {
      const { seenAt } = source.change('update', isLate);
      source.clock.now = seenAt - SECOND;
      await everything(source);
      const cursor = highest(source);
      syncAt(source, seenAt + 5 * MINUTE);
      await source.read(since(cursor - 2 * MINUTE));
    },
    [],
  ],
  [
    'a cursor that is the time at which the sync ended',
    'living',
    async (source) => {
      await everything(source);
      source.clock.now = source.change('update').at + 20 * SECOND;
      const now = source.clock.now;
      await source.read('/pagination/offset?limit=1');
      syncAt(source, now + HOUR);
      await source.read(since(now));
    },
    ['missing cursor-is-now permanent #3', 'stale cursor-is-now permanent #3'],
  ],
  [
    'a cursor that is read after the rows',
    'living',
    async (source) => {
      await everything(source);
      source.clock.now += 2 * HOUR;
      const [newest] = (await source.page('/pagination/offset?limit=1&order_type=desc')).data;
      syncAt(source, source.clock.now + HOUR);
      await source.read(inclusive(Date.parse(String(newest?.['updatedAt']))));
    },
    [/^missing max-then-read permanent #1 #2 #3$/, /^stale max-then-read permanent #1 #2 #3$/],
  ],
  [
    'the same with the time at which it began',
    'living',
    async (source) => {
      const now = source.clock.now;
      await everything(source);
      source.clock.now = source.change('update').at + 20 * SECOND;
      await source.read('/pagination/offset?limit=1');
      syncAt(source, source.clock.now + HOUR);
      await source.read(since(now));
    },
    [],
  ],
  [
    'a cursor that was read in another zone',
    'living',
    async (source) => {
      await everything(source);
      const cursor = highest(source);
      syncAt(source, source.clock.now + HOUR);
      await source.read(since(cursor + 8 * HOUR));
    },
    [/^missing zone-of-filter permanent #2$/, /^stale zone-of-filter permanent #2$/],
  ],
  [
    'a stamp ahead of the clock',
    'living+ahead',
    async (source) => {
      const ahead = source.change(
        'update',
        (change) => stampOf(change) > change.at && isAnythingIn(source, change.at + SECOND, stampOf(change)),
      );
      source.clock.now = ahead.at + SECOND;
      await everything(source);
      syncAt(source, source.clock.now + HOUR);
      await source.read(since(highest(source)));
    },
    [/^missing source-clock-ahead permanent #2$/, /^stale source-clock-ahead permanent #2$/],
  ],
  [
    'the same with a cursor not later than the clock',
    'living+ahead',
    async (source) => {
      const ahead = source.change('update', (change) => stampOf(change) > change.at);
      source.clock.now = ahead.at + SECOND;
      await everything(source);
      const cursor = Math.min(source.clock.now, highest(source));
      syncAt(source, source.clock.now + HOUR);
      await source.read(since(cursor));
    },
    [],
  ],
  [
    'rows that moved in an offset walk',
    'living',
    (source) => offsetWalk(source, 100),
    [/^missing rows-move-under-offset permanent #2 #3$/],
  ],
  ['the same with pages that overlap', 'living', (source) => offsetWalk(source, 60), []],
  [
    'rows without a stamp',
    'living+unstamped',
    async (source) => {
      await everything(source);
      syncAt(source, source.clock.now + 2 * HOUR);
      await source.read(since(highest(source)));
    },
    [/^missing no-stamp permanent #2$/, /^stale no-stamp permanent #2$/],
  ],
  [
    'rows whose stamp stays',
    'living+silent',
    async (source) => {
      await everything(source);
      syncAt(source, source.clock.now + 2 * HOUR);
      await source.read(since(highest(source)));
    },
    [/^stale silent-change permanent #2$/],
  ],
];

describe('the cause', () => {
  it.each(CASES)('of %s', async (_what, world, play, expected) => {
    await using source = await startSource(world);
    expect((await causesAfter(source, play)).toSorted()).toEqual(
      expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
    );
  });
});
