import type { Clock } from './clock.ts';
import { PlaygroundError } from './playground-error.ts';

/** A source that has to catch up before the clock shows a later time: `from` and `to` in ms since 1970. */
export type Follower = (from: number, to: number) => Promise<void>;

/** The last instant that a Date can hold is later; a text of it has four digits for the year. */
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59);
const FASTEST_RATE = 1_000_000;

export interface WorldClockOptions {
  /** What it shows at first, in ms since 1970. */
  readonly start: number;
  /** So many seconds of the world pass in a real one; 0 stands still. */
  readonly rate: number;
  /** The real time. Default: the system's. */
  readonly real?: Clock;
}

/**
 * The one clock of a playground. It never goes back, and shows a later instant only when every source is there: whoever
 * reads it and then reads a source finds what had happened by then.
 */
export class WorldClock {
  readonly #real: Clock;
  readonly #followers = new Set<Follower>();
  #rate: number;
  /** What it showed at some real time; from there on it goes by the rate. */
  #shown: number;
  #since: number;
  #latest: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ start, rate, real = Date.now }: WorldClockOptions) {
    this.#real = real;
    this.#rate = parseRate(rate);
    this.#shown = start;
    this.#latest = start;
    this.#since = real();
  }

  /** The time of the world, in ms since 1970. */
  readonly now: Clock = () => {
    if (this.#rate === 0) return this.#shown;
    // The machine's own clock may be set back; the world's stands still until it has caught up.
    const time = Math.floor(this.#shown + (this.#real() - this.#since) * this.#rate);
    this.#latest = Math.max(this.#latest, time);
    return this.#latest;
  };

  get rate(): number {
    return this.#rate;
  }

  /** Adds a source to wait for. @returns takes it away again */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /**
   * Lets time pass, and waits for every source.
   *
   * @param ms at least 0
   * @returns what it shows then
   * @throws PlaygroundError `ERR_BAD_OPTION`; whatever a source fails with, and then the clock shows what it showed before
   */
  advance(ms: number): Promise<number> {
    if (!(ms >= 0)) return Promise.reject(backwards(`by ${ms} ms`));
    return this.#inTurn(() => this.#moveTo(this.now() + ms));
  }

  /** The same, to an instant (ms since 1970) that is not before now. */
  moveTo(time: number): Promise<number> {
    return this.#inTurn(() => this.#moveTo(time));
  }

  /** From now on so many seconds of the world pass in a real one; 0 lets it stand still. */
  run(rate: number): void {
    const parsed = parseRate(rate);
    this.#show(this.now());
    this.#rate = parsed;
  }

  async #moveTo(time: number): Promise<number> {
    const from = this.now();
    if (!(time >= from))
      throw backwards(`to ${new Date(time).toISOString()}, and it is ${new Date(from).toISOString()}`);
    if (time > LAST_MS) throw new PlaygroundError('ERR_BAD_OPTION', 'The clock ends with the year 9999.');
    await Promise.all([...this.#followers].map((follower) => follower(from, time)));
    // While the sources were busy a running clock may have passed it.
    this.#show(Math.max(time, this.now()));
    return this.now();
  }

  #show(time: number): void {
    this.#shown = time;
    this.#latest = time;
    this.#since = this.#real();
  }

  /** Two who move it wait for each other: `advance` of both counts. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function parseRate(rate: number): number {
  if (rate >= 0 && rate <= FASTEST_RATE) return rate;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `The clock cannot run at ${rate}: a rate is from 0 (it stands still) to ${FASTEST_RATE} (1 is real time).`,
  );
}

function backwards(where: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `The clock cannot go back (${where}). Start the playground anew to begin at its anchor.`,
  );
}
