import { expect, it } from '@jest/globals';
import type { Row } from '../../../fixtures/table.ts';
import { isoSeconds } from '../../../fixtures/timeline.ts';
import { causesAfter, HOUR, type JudgedSource, MINUTE, startSource } from './judged-source.ts';

type Play = (source: JudgedSource) => Promise<void>;

/** The first row that is marked as deleted, and is brought back later. */
function revivedIn({ table, clock }: JudgedSource): {
  readonly id: string;
  readonly marked: number;
  readonly back: number;
} {
  const marked = new Map<unknown, number>();
  for (const { row, seenAt } of table.changes(clock.now, clock.now + 90 * HOUR)) {
    const { id, isDeleted } = row.values as Row;
    const at = marked.get(id);
    if (isDeleted === true) marked.set(id, seenAt);
    else if (at !== undefined) return { id: String(id), marked: at, back: seenAt };
  }
  throw new Error('Nobody is brought back.');
}

it('the cause of a row that came back, and stays deleted', async () => {
  await using source = await startSource('living+revived');
  const found = await causesAfter(source, async (played) => {
    const { id, marked, back } = revivedIn(played);
    source.clock.now = marked + MINUTE;
    source.sync();
    await source.read('/incremental/timestamp');
    source.gone.add(id);
    source.clock.now = back + MINUTE;
    source.sync();
    await source.read('/incremental/timestamp');
  });
  expect(found).toEqual(['missing undelete unknown #2']);
});

const departments = (company: number): string => `/cursors/${company}/departments`;

it.each<[what: string, play: Play, expected: string]>([
  [
    'one slice that could not be read',
    async (source) => {
      source.plan({ on: { path: departments(2) }, do: { status: 500 } });
      for (const company of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) await source.read(departments(company));
    },
    'missing parallel-slices unknown #2',
  ],
  [
    'one parent that was not asked for',
    async (source) => {
      for (const company of [1, 3, 4, 5, 6, 7, 8, 9, 10]) await source.read(departments(company));
    },
    'missing parent-and-child unknown #1',
  ],
])('the cause after %s', async (_what, play, expected) => {
  await using source = await startSource('still');
  expect(await causesAfter(source, play, 'departments')).toContain(expected);
});

it('the cause after a sync that goes on with another table', async () => {
  await using source = await startSource('living');
  const found = await causesAfter(source, async (played) => {
    played.sync(true);
    played.plan({ on: { route: 'people', page: 2 }, do: { status: 500 } });
    await played.read('/pagination/offset?limit=50');
    await played.read('/pagination/offset?limit=50&offset=50');
    played.plan();
    played.sync();
    await played.ask('/cursors/companies');
  });
  expect(found).toEqual(['missing resume-skips unknown #2 #3']);
});

/** The first row of which a change can be seen an hour or more from now. */
const nextChange = (source: JudgedSource): number =>
  source.change('update', ({ seenAt }) => seenAt > source.clock.now + HOUR).seenAt;

/** An answer of a minute and a half ago. */
async function readStale(source: JudgedSource): Promise<void> {
  source.plan({ on: { route: 'people' }, do: { stale: '90s' } });
  await source.read('/incremental/timestamp');
  source.plan();
}

it('the cause of rows that a list did not have yet', async () => {
  await using source = await startSource('living');
  const found = await causesAfter(source, async (played) => {
    played.clock.now = nextChange(played) + MINUTE;
    played.sync();
    await readStale(played);
    const now = isoSeconds(played.clock.now);
    played.clock.now += HOUR;
    played.sync();
    await played.read(`/incremental/timestamp?since=${now}`);
  });
  expect(found).toContain('stale eventually-consistent-list permanent #1 #2');
});

it('the cause of rows over which an older version was written', async () => {
  await using source = await startSource('living');
  const found = await causesAfter(source, async (played) => {
    played.clock.now = nextChange(played) + MINUTE;
    await played.read('/incremental/timestamp');
    await readStale(played);
  });
  expect(found).toEqual(['stale replica-lag unknown #1 #2']);
});
