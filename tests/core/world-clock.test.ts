import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { waitUntil } from '../../core/wait-until.ts';
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

  it('waits for a source that joins while it moves', async () => {
    const { clock } = clockAt(0);
    const seen: number[] = [];
    clock.follow(async () => {
      clock.follow(async (from, to) => void seen.push(from - START, to - START, clock.now() - START));
    });
    await clock.advance(1000);
    expect(seen).toEqual([0, 1000, 0]);
  });

  it('tells how far it is, of all sources', async () => {
    const { clock } = clockAt(0);
    const follow = (events: number): void => {
      clock.follow(
        async (_from, _to, done) => {
          for (let each = 1; each <= events; each += 1) {
            await Promise.resolve();
            done(each);
          }
        },
        () => events,
      );
    };
    follow(2);
    follow(3);
    const told: [number, number][] = [];
    await clock.advance(1000, (done, total) => told.push([done, total]));
    expect(told).toEqual([[0, 5], ...[1, 2, 3, 4, 5].map((done) => [done, 5])]);
  });

  it.each([
    [1_000_000, 1000, 1000, undefined],
    [1_000_001, 1000, 1000, '999ms'],
    [2_000_000, 3_600_000, 3_600_000, '30m'],
    [86_400_000, 86_400_000, 86_400_000, '16m40s'],
    [5_000_000, 1, 1, 'Even the next millisecond has more.'],
  ])('%d events in %d ms: takes them, or says how long it may be', async (events, ms, overMs, span) => {
    const { clock } = clockAt(0);
    let isAsked = false;
    clock.follow(
      async () => {
        isAsked = true;
      },
      (from, to) => Math.floor((events * (to - from)) / overMs),
    );
    const advanced = clock.advance(ms);
    if (span === undefined) await advanced;
    else {
      await expect(advanced).rejects.toMatchObject({
        code: 'ERR_BAD_OPTION',
        message: expect.stringContaining(events.toLocaleString('en')),
      });
      await expect(advanced).rejects.toThrow(span);
    }
    expect([isAsked, clock.now() - START]).toEqual([span === undefined, span === undefined ? ms : 0]);
  });

  it('steps where a source follows, and flows where none does', async () => {
    const { clock, pass } = clockAt(60);
    const steps: [number, number][] = [];
    const leave = clock.follow(async (from, to) => {
      expect(clock.now()).toBe(from);
      steps.push([from - START, to - START]);
    });
    pass(1000);
    expect(clock.now()).toBe(START);
    await waitUntil('a step', () => clock.now() > START);
    pass(500);
    await waitUntil('a step', () => clock.now() > START + 60_000);
    expect(steps).toEqual([
      [0, 60_000],
      [60_000, 90_000],
    ]);
    leave();
    pass(1000);
    expect(clock.now() - START).toBe(150_000);
  });

  it('takes a step that all sources can bring, and goes on', async () => {
    const { clock, pass } = clockAt(1000);
    const steps: number[] = [];
    clock.follow(
      async (_from, to) => void steps.push(to - START),
      (from, to) => (to - from) * 500,
    );
    pass(3);
    await waitUntil('a step', () => clock.now() > START);
    expect(steps).toEqual([2000]);
  });

  it('stands still when a source cannot follow while it runs', async () => {
    const real = { now: 1_000_000 };
    const told: unknown[] = [];
    const clock = new WorldClock({
      start: START,
      rate: 1,
      real: () => real.now,
      onStopped: (error) => told.push(error),
    });
    clock.follow(() => Promise.reject(new Error('no room')));
    real.now += 5000;
    await waitUntil('the end', () => told.length > 0);
    expect([clock.rate, clock.now(), String(told[0])]).toEqual([0, START, 'Error: no room']);
  });

  it.each([
    ['its start', START, START],
    ['the real time', undefined, 1_060_000],
  ])('begins again at %s, before sources do', async (_what, start, expected) => {
    const real = { now: 1_000_000 };
    const clock = new WorldClock({ start, rate: 0, real: () => real.now });
    await clock.advance(3_600_000);
    clock.run(60);
    real.now += 60_000;
    let seen = 0;
    await Promise.all([
      clock.beginAgain(async () => {
        seen = clock.now();
      }),
      clock.advance(1),
    ]);
    expect([seen, clock.now(), clock.start, clock.rate]).toEqual([expected, expected + 1, expected, 0]);
  });

  it.each([
    ['while it stood', 10, 0],
    ['after it was moved', 1500, 5000],
    ['while it ran', 2500, 5000 + 500 * 60],
    ['later', 9000, 5000 + 1000 * 60],
    ['before it was there', -5000, 0],
  ])('tells what it showed %s', async (_what, after, expected) => {
    const { clock, pass } = clockAt(0);
    pass(1000);
    await clock.advance(5000);
    pass(1000);
    clock.run(60);
    pass(1000);
    clock.run(0);
    pass(1000);
    expect(clock.at(1_000_000 + after) - START).toBe(expected);
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
