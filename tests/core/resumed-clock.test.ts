import { describe, expect, it } from '@jest/globals';
import { WorldClock } from '../../core/world-clock.ts';

const START = Date.UTC(2026, 0, 1);

describe('a clock that goes on', () => {
  it('is where it was, and begins again where it began', async () => {
    const moves: unknown[] = [];
    const clock = new WorldClock({
      ...{ start: START, rate: 0, resumed: { now: START + 7000, rate: 60 } },
      onMoved: (reading) => moves.push(reading),
      real: () => 1_000_000,
    });
    expect([clock.now(), clock.rate]).toEqual([START + 7000, 60]);
    await clock.advance(1000);
    expect(moves.at(-1)).toEqual({ now: START + 8000, rate: 60 });
    clock.run(2);
    expect(moves.at(-1)).toEqual({ now: START + 8000, rate: 2 });
    await clock.beginAgain(async () => undefined);
    expect([clock.now(), clock.rate]).toEqual([START, 0]);
    expect(moves.at(-1)).toEqual({ now: START, rate: 0 });
  });
});
