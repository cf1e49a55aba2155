import type { WorldClock } from '../world-clock.ts';

/** A clock that clients may move. */
export interface ControlledClock {
  readonly clock: WorldClock;
  /** What kind of world it is the clock of: `still`, `living`, `living+late`. */
  readonly world: string;
  /**
   * When the next thing happens, in ms since 1970.
   *
   * @throws PlaygroundError `ERR_BAD_OPTION` when nothing does
   */
  nextEvent(after: number): Promise<number>;
}

/** What clients are told of a clock. */
export interface PresentedClock {
  /** ISO 8601 in UTC. */
  readonly now: string;
  /** So many seconds of the world pass in a real one; 0: it stands still. */
  readonly rate: number;
  readonly world: string;
}

export function presentClock({ clock, world }: ControlledClock): PresentedClock {
  return { now: new Date(clock.now()).toISOString(), rate: clock.rate, world };
}
