import type { Clock } from './clock.ts';
import { ClockHistory } from './clock-history.ts';
import { FASTEST_RATE, isClockRate } from './clock-rate.ts';
import { longestSpan, MOST_EVENTS, tooManyEvents } from './events-at-once.ts';
import { type EventCount, type Follower, Followers, type Progress } from './followers.ts';
import { PlaygroundError } from './playground-error.ts';
import { Turns } from './turns.ts';

/** Where every clock ends. The last instant that a Date can hold is later; a text of it has four digits for the year. */
export const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59);
/** A running clock that sources follow goes on in steps. */
const STEP_MS = 100;
/** Sources that need longer for a step than the step is long make the clock slower, and not the next step endless. */
const LONGEST_STEP_MS = 10_000;

/** What a clock shows, in ms since 1970, and how many seconds of the world pass in a real one. */
export interface ClockReading {
  readonly now: number;
  readonly rate: number;
}

export interface WorldClockOptions {
  /** What it shows at first, in ms since 1970. Left out: the real time. */
  readonly start?: number | undefined;
  /** So many seconds of the world pass in a real one; 0 stands still. */
  readonly rate: number;
  /** Where a clock goes on that was stopped with its process. Left out: at the start, at the rate above. */
  readonly resumed?: ClockReading | undefined;
  /** The real time. Default: the system's. */
  readonly real?: Clock;
  /** Told what it shows and how it runs, whenever it was moved or told another rate. Must not throw. Default: nobody is. */
  readonly onMoved?: (reading: ClockReading) => void;
  /** Told why a running clock has stopped: a source could not catch up. Default: nobody is. */
  readonly onStopped?: (error: unknown) => void;
}

/**
 * The one clock of a playground. It never goes back but in {@link WorldClock.beginAgain}, and shows a later instant only
 * when every source is there: whoever reads it and then reads a source finds what had happened by then.
 */
export class WorldClock {
  readonly #options: WorldClockOptions;
  readonly #real: Clock;
  readonly #followers = new Followers();
  readonly #history = new ClockHistory();
  /** Two who move it wait for each other: `advance` of both counts. */
  readonly #turns = new Turns();
  #rate: number;
  #start: number;
  /** What it showed at some real time; from there on it goes by the rate. A fraction of a millisecond counts. */
  #shown: number;
  #since: number;
  #latest: number;
  #steps: NodeJS.Timeout | undefined;
  #isStepping = false;
  #isResumed: boolean;

  constructor(options: WorldClockOptions) {
    const { start, rate, resumed, real = Date.now } = options;
    this.#options = options;
    this.#real = real;
    this.#rate = parseRate(resumed?.rate ?? rate);
    this.#since = real();
    this.#start = start ?? this.#since;
    this.#isResumed = resumed !== undefined;
    this.#shown = this.#latest = resumed?.now ?? this.#start;
    this.#remember();
  }

  /** The time of the world, in ms since 1970. */
  readonly now: Clock = () => {
    if (this.#rate === 0 || this.#followers.size > 0) return Math.floor(this.#shown);
    // The machine's own clock may be set back; the world's stands still until it has caught up.
    const time = Math.floor(this.#shown + (this.#real() - this.#since) * this.#rate);
    this.#latest = Math.max(this.#latest, time);
    return this.#latest;
  };

  /** So many seconds of the world pass in a real one; 0: it stands still. */
  get rate(): number {
    return this.#rate;
  }

  /** What it showed at first, in ms since 1970. */
  get start(): number {
    return this.#start;
  }

  /**
   * Whether it goes on from where another process has left it, and has not begun again. A source that is ahead of it is then
   * right: the process ended after the source had moved and before the clock had.
   */
  get isResumed(): boolean {
    return this.#isResumed;
  }

  /** What it showed at a real time (ms since 1970), as far as it remembers. */
  at(real: number): number {
    return Math.min(this.#history.at(real), this.now());
  }

  /**
   * Adds a source to wait for. It is for sources in which things happen: a running clock that nobody follows flows, and
   * one that is followed goes on in steps. A source that joins while the clock moves is waited for too. Each knows how far
   * it is itself, and brings what has happened from there. Its start and its reset end at {@link now}, which is
   * {@link start} when everything begins again.
   *
   * @param count left out: it has no events that take their time
   * @returns takes it away again
   */
  follow(follower: Follower, count?: EventCount): () => void {
    this.#changeFollowers(() => this.#followers.add(follower, count));
    return () => this.#changeFollowers(() => this.#followers.remove(follower));
  }

  /**
   * Lets time pass, and waits for every source.
   *
   * @param ms at least 0
   * @returns what it shows then
   * @throws PlaygroundError `ERR_BAD_OPTION`, also for a time in which more than a million events of one source lie;
   *   whatever a source fails with, and then the clock shows what it showed before
   */
  advance(ms: number, progress?: Progress): Promise<number> {
    if (!(ms >= 0)) return Promise.reject(backwards(`by ${ms} ms`));
    return this.#turns.take(() => this.#moveTo(this.now() + ms, progress));
  }

  /** The same, to an instant (ms since 1970) that is not before now, or to the one that is found from now. */
  moveTo(time: number | ((now: number) => Promise<number>), progress?: Progress): Promise<number> {
    return this.#turns.take(async () =>
      this.#moveTo(typeof time === 'number' ? time : await time(this.now()), progress),
    );
  }

  /** From now on so many seconds of the world pass in a real one; 0 lets it stand still. */
  run(rate: number): void {
    const parsed = parseRate(rate);
    this.#show(this.now());
    this.#rate = parsed;
    this.#remember();
    this.#stepOrNot();
  }

  /**
   * A new beginning: it shows what it showed at first (the real time, if that is how it began) at the rate of then.
   * Sources are not told: `restore` resets them.
   */
  beginAgain(restore: () => Promise<void>): Promise<void> {
    // Now, not in its turn: a source that starts meanwhile must not wait for a turn that waits for the source.
    this.#isResumed = false;
    return this.#turns.take(async () => {
      this.#start = this.#options.start ?? this.#real();
      this.#latest = this.#start;
      this.#history.clear();
      this.#show(this.#start);
      this.run(this.#options.rate);
      await restore();
    });
  }

  /** Resolves when nobody moves it any more of those who had begun. */
  settle(): Promise<void> {
    return this.#turns.take(async () => undefined);
  }

  async #moveTo(time: number, progress: Progress = () => undefined): Promise<number> {
    const from = this.now();
    if (!(time >= from))
      throw backwards(`to ${new Date(time).toISOString()}, and it is ${new Date(from).toISOString()}`);
    if (time > LAST_MS) throw new PlaygroundError('ERR_BAD_OPTION', 'The clock ends with the year 9999.');
    const most = this.#followers.most(from, time);
    if (most > MOST_EVENTS)
      throw tooManyEvents(most, from, time, (to) => this.#followers.most(from, to) <= MOST_EVENTS);
    await this.#followers.catchUp(from, time, progress);
    // While the sources were busy a running clock may have passed it.
    this.#show(Math.max(time, this.now()));
    return this.now();
  }

  #changeFollowers(change: () => void): void {
    this.#show(this.now());
    change();
    this.#stepOrNot();
  }

  #stepOrNot(): void {
    clearInterval(this.#steps);
    this.#steps = undefined;
    if (this.#rate === 0 || this.#followers.size === 0) return;
    this.#steps = setInterval(() => void this.#stepInTurn(), STEP_MS).unref();
  }

  async #stepInTurn(): Promise<void> {
    if (this.#isStepping) return;
    this.#isStepping = true;
    try {
      await this.#turns.take(() => this.#step());
    } catch (error) {
      this.run(0);
      this.#options.onStopped?.(error);
    } finally {
      this.#isStepping = false;
    }
  }

  async #step(): Promise<void> {
    if (this.#rate === 0 || this.#followers.size === 0) return;
    const real = this.#real();
    const passed = Math.min(Math.max(0, real - this.#since), LONGEST_STEP_MS);
    const from = this.now();
    const wanted = Math.min(this.#shown + passed * this.#rate, LAST_MS);
    const fits = (to: number): boolean => this.#followers.most(from, to) <= MOST_EVENTS;
    const to = fits(Math.floor(wanted)) ? wanted : from + longestSpan(from, Math.floor(wanted), fits);
    if (Math.floor(to) > from) await this.#followers.catchUp(from, Math.floor(to), () => undefined);
    this.#show(to, real);
  }

  #show(time: number, real = this.#real()): void {
    this.#shown = Math.max(time, this.#latest);
    this.#latest = Math.floor(this.#shown);
    this.#since = real;
    this.#remember();
  }

  #remember(): void {
    const isFlowing = this.#followers.size === 0;
    this.#history.add({ real: this.#since, shown: this.#shown, rate: isFlowing ? this.#rate : 0 });
    this.#options.onMoved?.({ now: this.#latest, rate: this.#rate });
  }
}

function parseRate(rate: number): number {
  if (isClockRate(rate)) return rate;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `The clock cannot run at ${rate}: a rate is from 0 (it stands still) to ${FASTEST_RATE} (1 is real time).`,
  );
}

function backwards(where: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `The clock cannot go back (${where}). Reset the playground to begin again.`,
  );
}
