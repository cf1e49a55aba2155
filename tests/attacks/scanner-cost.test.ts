import { describe, expect, it } from '@jest/globals';
import { costRatio } from './cost-ratio.ts';
import { SCANNERS } from './scanners.ts';

/** Eight times as much input may cost this many times as much: linear is 8, quadratic 64. */
const MOST = 24;
const GROWTH = 8;

describe(`${GROWTH} times as much costs less than ${MOST} times as much:`, () => {
  it.each(SCANNERS)('%s reads %s from %i characters on', async (_scanner, _input, shortest, read) => {
    const ratio = await costRatio(
      () => read(shortest),
      () => read(GROWTH * shortest),
      MOST,
    );
    expect(ratio).toBeLessThan(MOST);
  });
});

describe('the measurement', () => {
  const quadratic = (length: number): number => {
    let steps = 0;
    for (let one = 0; one < length; one += 1)
      for (let other = 0; other < length; other += 1) steps += one ^ other;
    return steps;
  };
  const linear = (length: number): number => quadratic(Math.round(Math.sqrt(length)));

  it.each([
    ['linear', linear, 1_000_000, true],
    ['quadratic', quadratic, 500, false],
  ])('tells that a loop is %s', async (_what, loop, shortest, isLinear) => {
    const ratio = await costRatio(
      () => loop(shortest),
      () => loop(GROWTH * shortest),
      MOST,
    );
    expect(ratio < MOST).toBe(isLinear);
  });
});
