import { describe, expect, it } from '@jest/globals';
import { parseDuration, shownDuration } from '../../core/duration.ts';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1.5d', 129_600_000],
    ['250ms', 250],
    ['0s', 0],
  ])('%s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([0, 1, 999, 1000, 61_000, 86_399_000, 90_061_000])('of %d ms is shown as it is read', (ms) => {
    expect(parseDuration(shownDuration(ms))).toBe(ms);
  });

  it.each(['', '5', 'm', '-5m', '5 m', '5m ', '1w', '1.2.3s', '5M', `${'9'.repeat(400)}s`])(
    "'%s' is none",
    (text) => {
      expect(() => parseDuration(text)).toThrow(`'${text}' is not a duration`);
    },
  );
});
