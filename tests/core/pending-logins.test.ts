import { describe, expect, it } from '@jest/globals';
import { PendingLogins } from '../../core/pending-logins.ts';

const LIMITS = { start: 10, rate: 30, full: 20 };

function waiting(count: number, random: () => number) {
  const dropped: number[] = [];
  const pending = new PendingLogins<number>(LIMITS, (connection) => dropped.push(connection), random);
  for (let connection = 0; connection < count; connection += 1) pending.add(connection);
  return { pending, dropped };
}

describe('PendingLogins', () => {
  it.each([
    ['below start nobody goes', 10, 0, []],
    ['at start one goes below the rate', 11, 0.29, [0]],
    ['at start nobody goes above the rate', 11, 0.3, []],
    ['half way two thirds go', 16, 0.64, [0]],
    ['at full one goes for every newcomer', 22, 0.999, [0, 1]],
  ])('%s', (_what, count, random, expected) => {
    const { dropped } = waiting(count, count === 16 ? steps(15, 0.999, random) : () => random);
    expect(dropped).toEqual(expected);
  });

  it('never has more than full, whoever comes', () => {
    const { pending, dropped } = waiting(20_000, () => 0.999);
    expect([pending.size, dropped.length]).toEqual([20, 19_980]);
  });

  it('drops the one whose last step is the longest ago', () => {
    const { pending, dropped } = waiting(20, () => 0.999);
    pending.advance(0);
    pending.delete(1);
    pending.add(20);
    pending.add(21);
    expect(dropped).toEqual([2]);
  });

  it('takes no step for whoever does not wait any more', () => {
    const { pending } = waiting(3, () => 0);
    pending.delete(1);
    pending.advance(1);
    expect(pending.size).toBe(2);
  });
});

/** Gives one value so many times, and another from then on. */
function steps(times: number, first: number, then: number): () => number {
  let left = times;
  return () => (left-- > 0 ? first : then);
}
