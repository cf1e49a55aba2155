import type { ControlledClock } from '../../core/control/controlled-clock.ts';
import { parseDuration } from '../../core/duration.ts';
import { requireInstant } from '../../core/parse-instant.ts';

/** The clock of a playground: everything that has a time follows it. It never goes back but when all is reset. */
export interface PlaygroundClock {
  now(): Date;
  /** So many seconds of the world pass in a real one; 0: it stands still. */
  readonly rate: number;
  /**
   * Lets time pass, and waits until every source is there.
   *
   * @param duration `90s`, `5m`, `1h30m`, `2d`, or milliseconds
   * @returns what it shows then
   * @throws PlaygroundError `ERR_BAD_OPTION`, also for more than a million events of a source at once;
   *   `ERR_SERVICE_FAILED` when a source cannot follow, and then it shows what it showed before
   */
  advance(duration: string | number): Promise<Date>;
  /** The same, to an instant: a Date or ISO 8601 text. */
  moveTo(instant: Date | string): Promise<Date>;
  /** The same, to the next instant at which something happens in any source. */
  next(): Promise<Date>;
  /** From now on so many seconds of the world pass in a real one; 0 lets it stand still. */
  run(rate: number): void;
}

export function playgroundClock({ clock, nextEvent }: ControlledClock): PlaygroundClock {
  const dateOf = async (moved: Promise<number>): Promise<Date> => new Date(await moved);
  return {
    now: () => new Date(clock.now()),
    get rate() {
      return clock.rate;
    },
    advance: async (duration) =>
      dateOf(clock.advance(typeof duration === 'number' ? duration : parseDuration(duration))),
    moveTo: async (instant) => dateOf(clock.moveTo(requireInstant(instant))),
    next: () => dateOf(clock.moveTo(nextEvent)),
    run: (rate) => clock.run(rate),
  };
}
