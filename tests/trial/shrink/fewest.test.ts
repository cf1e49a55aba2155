import { expect, it } from '@jest/globals';
import { fewestOf, leastOf } from '../../../trial/shrink/fewest.ts';

const EIGHT = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

it.each<[string, string]>([
  ['nothing', ''],
  ['one', 'f'],
  ['two side by side', 'de'],
  ['two far apart', 'ah'],
  ['every second', 'aceg'],
  ['all', 'abcdefgh'],
])('finds %s of eight that are needed', async (_what, needed) => {
  let asked = 0;
  const fewest = await fewestOf(EIGHT, async (fewer) => {
    asked += 1;
    expect([...fewer].sort()).toEqual(fewer);
    return [...needed].every((one) => fewer.includes(one));
  });
  expect(fewest.join('')).toBe(needed);
  expect(asked).toBeLessThanOrEqual(40);
});

it('leaves out what can be left out only with something else', async () => {
  const together = await fewestOf(EIGHT, async (fewer) => {
    const [hasC, hasD] = [fewer.includes('c'), fewer.includes('d')];
    return fewer.includes('h') && hasC === hasD;
  });
  expect(together).toEqual(['h']);
});

it.each([
  [1, 300, 1, 1],
  [1, 300, 2, 2],
  [1, 300, 51, 57],
  [1, 300, 300, 300],
  [1, 1, 1, 1],
  [1, 1_000_000, 7, 7],
])('from %i to %i, of which %i is enough, it is at most %i', async (least, most, needed, expected) => {
  let asked = 0;
  const found = await leastOf(least, most, async (number) => {
    asked += 1;
    return number >= needed;
  });
  expect(found).toBeGreaterThanOrEqual(needed);
  expect(found).toBeLessThanOrEqual(expected);
  expect(asked).toBeLessThanOrEqual(22);
});
