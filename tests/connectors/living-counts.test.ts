import { expect, it } from '@jest/globals';
import { firstEverythingThen, type HeldTables } from '../../connectors/expectation.ts';
import { withoutLivingCounts } from '../../connectors/living-counts.ts';
import { DEFAULT_TRUTH } from '../../playground/truth.ts';

const ANY = [0, Number.MAX_SAFE_INTEGER];
const EXPECTED = firstEverythingThen({ user: 200, other: 5 }, { user: 1 });

it.each<[what: string, world: string, held: HeldTables, isCounted: boolean]>([
  ['a living table', 'living', { user: { source: 'people' } }, false],
  ['a living table of the database', 'living+late', { user: { source: 'public.users' } }, false],
  ['a part of a living table', 'living', { user: { source: 'people', rows: 'part' } }, true],
  ['a table that stays as it is', 'living', { user: { source: 'public.subscribers' } }, true],
  ['a table that is not held to values', 'living', {}, true],
  ['a table of a still world', 'still', { user: { source: 'people' } }, true],
])('whether rows are counted: %s', (_what, world, held, isCounted) => {
  const [first, second] = withoutLivingCounts(EXPECTED, held, { ...DEFAULT_TRUTH, world });
  expect(first?.tables).toEqual({
    user: isCounted ? { rows: 200, written: 200 } : { rows: ANY, written: ANY },
    other: { rows: 5, written: 5 },
  });
  expect(second?.tables['user']?.written).toEqual(isCounted ? 1 : ANY);
});
