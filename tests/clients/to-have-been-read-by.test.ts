import { expect, it } from '@jest/globals';
import '../../clients/jest/index.ts';
import type { ExpectedReading } from '../../clients/jest/index.ts';
import { CHECK_NAMES } from '../../verify/card/report-card.ts';
import { type LivingSource, livingSource } from './source-read.ts';

type Reads = (source: LivingSource) => Promise<unknown>;

const failing = (source: LivingSource, headers = {}): unknown =>
  source.playground.faults.add({ on: { route: 'people', page: 2 }, do: { status: 503, headers } });

const twice: Reads = async (source) => {
  await source.readAll();
  await source.playground.clock.advance('2h');
  await source.readAll();
};

const fromACursor: Reads = async (source) => {
  const rows = await source.readSince('1970-01-01T00:00:00Z');
  const latest = Math.max(...rows.map(({ updatedAt }) => Date.parse(String(updatedAt))));
  await source.playground.clock.advance('2h');
  await source.readSince(new Date(latest - 1).toISOString());
};

const KEPT: readonly [string, Reads, ExpectedReading][] = [
  ['a walk to its end', (source) => source.readAll(), { honours: ['reads-to-the-end'] }],
  ['a cursor', fromACursor, { honours: ['cursor'], overFetch: { atMost: 1.5 } }],
  [
    'a wait',
    async (source) => {
      failing(source, { 'Retry-After': '1' });
      await source.readAll(undefined, 1000);
    },
    { honours: ['retry-after', 'asks-again'] },
  ],
];

const BROKEN: readonly [string, Reads, ExpectedReading, RegExp][] = [
  [
    'an early try',
    async (source) => {
      failing(source, { 'Retry-After': '2' });
      await source.readAll();
    },
    { honours: ['retry-after'] },
    /^The source was not read as expected\.\n\n {2}waits-in-seconds: asked again after .* told to wait 2 s/,
  ],
  [
    'everything again',
    twice,
    { honours: ['cursor'] },
    /goes-on-from-a-cursor: 1 of 1 later walks read everything again\n\ncard: /,
  ],
  [
    'more than what changed',
    twice,
    { overFetch: { atMost: 1.5 } },
    /overFetch: later syncs were served \d+ rows of people, and \d+ had changed, which is [\d.]+; at most 1\.5/,
  ],
];

const UNSEEN: readonly [string, Reads, ExpectedReading, RegExp][] = [
  [
    'no wait',
    (source) => source.readAll(),
    { honours: ['retry-after'] },
    /It cannot be told.*waits-on-503 is not seen/s,
  ],
  ['one sync', (source) => source.readAll(), { overFetch: { atMost: 9 } }, /not read by a second sync/],
];

it.each(KEPT)('passes: %s', async (_what, reads, expected) => {
  await using source = await livingSource();
  await reads(source);
  await expect(source.playground).toHaveBeenReadBy(expected);
  await expect(expect(source.playground).not.toHaveBeenReadBy(expected)).rejects.toThrow(
    /^The source was read as expected\.\n\n.*\n\ncard: \d+ pass/s,
  );
});

it.each(BROKEN)('fails: %s', async (_what, reads, expected, says) => {
  await using source = await livingSource();
  await reads(source);
  await expect(source.playground).not.toHaveBeenReadBy(expected);
  await expect(expect(source.playground).toHaveBeenReadBy(expected)).rejects.toThrow(says);
});

it.each(UNSEEN)('says with either word that nothing was seen: %s', async (_what, reads, expected, says) => {
  await using source = await livingSource();
  await reads(source);
  await expect(expect(source.playground).toHaveBeenReadBy(expected)).rejects.toThrow(says);
  await expect(expect(source.playground).not.toHaveBeenReadBy(expected)).rejects.toThrow(says);
});

it.each<[string, unknown, RegExp]>([
  ['nothing', {}, /or one of both: it is \{\}/],
  ['no object', undefined, /it is undefined/],
  ['another word', { honors: ['cursor'] }, /there is no 'honors'; there are honours and overFetch/],
  ['no list', { honours: 'cursor' }, /'honours' is a list of checks, but is 'cursor'/],
  ['an empty list', { honours: [] }, /'honours' is a list of checks, but is \[\]/],
  ['no number', { overFetch: 1.5 }, /'overFetch' is \{ atMost: 1\.5 \}.*but is 1\.5/],
  ['a negative number', { overFetch: { atMost: -1 } }, /but is \{ atMost: -1 \}/],
  ['a misspelt check', { honours: ['overlap'] }, /no check 'overlap'\. Did you mean 'overlaps'\? There are /],
])('refuses %s', async (_what, expected, says) => {
  await expect(expect({ controlUrl: '' }).toHaveBeenReadBy(expected as never)).rejects.toThrow(says);
});

it('knows every check of the card', async () => {
  const refusal = await expect({ controlUrl: '' })
    .toHaveBeenReadBy({ honours: ['nothing'] })
    .catch((error: Error) => error.message);
  for (const name of CHECK_NAMES) expect(refusal).toContain(name);
});
