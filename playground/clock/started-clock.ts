import { requireInstant } from '../../core/parse-instant.ts';
import { moveClock, readClock } from './remote-clock.ts';

/** The clock of a playground in a container. It never goes back but when all is reset. */
export interface StartedClock {
  now(): Promise<Date>;
  /** So many seconds of the world pass in a real one; 0: it stands still. */
  rate(): Promise<number>;
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
  run(rate: number): Promise<void>;
}

/** @param controlUrl where the playground answers now, without a slash at the end */
export function startedClock(controlUrl: () => string): StartedClock {
  const move = async (request: Parameters<typeof moveClock>[1]): Promise<Date> =>
    new Date((await moveClock(controlUrl(), request)).now);
  return {
    now: async () => new Date((await readClock(controlUrl())).now),
    rate: async () => (await readClock(controlUrl())).rate,
    advance: (duration) => move({ advance: typeof duration === 'number' ? `${duration}ms` : duration }),
    moveTo: async (instant) => move({ to: new Date(requireInstant(instant)).toISOString() }),
    next: () => move({ next: true }),
    run: async (rate) => void (await moveClock(controlUrl(), { rate })),
  };
}
