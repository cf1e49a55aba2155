import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDuration } from '../../core/duration.ts';
import { WorldClock } from '../../core/world-clock.ts';

const START = Date.UTC(2026, 0, 1);

/** A clock whose real time is moved by hand. */
function clockAt(rate: number) {
  const real = { now: 1_000_000 };
  const clock = new WorldClock({ start: START, rate, real: () => real.now });
  return { clock, pass: (ms: number) => (real.now += ms) };
}

describe('the clock of a world', () => {
  it.each([
    ['stands still', 0, 60_000, 0],
    ['shows real time', 1, 60_000, 60_000],
    ['runs sixty times as fast', 60, 1000, 60_000],
    ['runs slower', 0.5, 60_000, 30_000],
    ['does not go back when the machine is set back', 1, -60_000, 0],
  ])('%s at rate %d', (_what, rate, realMs, expected) => {
    const { clock, pass } = clockAt(rate);
    pass(realMs);
    expect(clock.now() - START).toBe(expected);
  });

  it('is moved on, by a time and to an instant', async () => {
    const { clock } = clockAt(0);
    expect(await clock.advance(5000)).toBe(START + 5000);
    expect(await clock.moveTo(START + 9000)).toBe(START + 9000);
    expect(await clock.moveTo(START + 9000)).toBe(START + 9000);
    expect(clock.now()).toBe(START + 9000);
  });

  it.each([
    ['advance', (clock: WorldClock) => clock.advance(-1)],
    ['advance', (clock: WorldClock) => clock.advance(Number.NaN)],
    ['moveTo', (clock: WorldClock) => clock.moveTo(START - 1)],
    ['moveTo', (clock: WorldClock) => clock.moveTo(Date.UTC(10_000, 0, 1))],
    ['run', async (clock: WorldClock) => clock.run(-1)],
    ['run', async (clock: WorldClock) => clock.run(Number.POSITIVE_INFINITY)],
  ])('refuses %s where it makes no sense, and stays', async (_what, move) => {
    const { clock } = clockAt(0);
    await expect(move(clock)).rejects.toMatchObject({ code: 'ERR_BAD_OPTION' });
    expect(clock.now()).toBe(START);
  });

  it('shows a later time only when every source is there', async () => {
    const { clock } = clockAt(0);
    const seen: [number, number, number][] = [];
    clock.follow(async (from, to) => {
      await Promise.resolve();
      seen.push([from - START, to - START, clock.now() - START]);
    });
    await Promise.all([clock.advance(1000), clock.advance(2000)]);
    expect(seen).toEqual([
      [0, 1000, 0],
      [1000, 3000, 1000],
    ]);
    expect(clock.now()).toBe(START + 3000);
  });

  it('stays where it is when a source fails, and works on', async () => {
    const { clock } = clockAt(0);
    const leave = clock.follow(() => Promise.reject(new Error('no room')));
    await expect(clock.advance(1000)).rejects.toThrow('no room');
    expect(clock.now()).toBe(START);
    leave();
    expect(await clock.advance(1000)).toBe(START + 1000);
  });

  it('goes on from where it is when its rate changes', () => {
    const { clock, pass } = clockAt(10);
    pass(1000);
    clock.run(0);
    pass(1000);
    clock.run(2);
    pass(1000);
    expect(clock.now() - START).toBe(12_000);
  });

  it('never goes back, whatever is done', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('pass' as const), by: fc.integer({ min: -5000, max: 5000 }) }),
      fc.record({ do: fc.constant('run' as const), by: fc.double({ min: 0, max: 100, noNaN: true }) }),
      fc.record({ do: fc.constant('advance' as const), by: fc.nat(5000) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 100, noNaN: true }), fc.array(step), async (rate, steps) => {
        const { clock, pass } = clockAt(rate);
        let before = clock.now();
        for (const { do: what, by } of steps) {
          if (what === 'pass') pass(by);
          else if (what === 'run') clock.run(by);
          else await clock.advance(by);
          expect(clock.now()).toBeGreaterThanOrEqual(before);
          before = clock.now();
        }
      }),
    );
  });
});

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

  it.each(['', '5', 'm', '-5m', '5 m', '5m ', '1w', '1.2.3s', '5M', `${'9'.repeat(400)}s`])(
    "'%s' is none",
    (text) => {
      expect(() => parseDuration(text)).toThrow(`'${text}' is not a duration`);
    },
  );
});
