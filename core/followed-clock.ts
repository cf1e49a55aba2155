import type { Clock } from './clock.ts';
import type { PresentedClock } from './control/controlled-clock.ts';
import { PlaygroundError } from './playground-error.ts';

const TIMEOUT_MS = 5_000;

/** Where the clock is, and what it begins at. */
export interface ClockPlace {
  /** Who has it, without a slash at the end: `http://seed:9010`. */
  readonly url: string;
  /** What is shown before its holder was ever asked, in ms since 1970. */
  readonly start: number;
}

/**
 * The clock of another process. It shows what its holder said last, so whoever answers a client asks before: then the
 * answer is not older than any move of the clock that had returned when the client asked. Nobody is registered anywhere,
 * so followers come and go as they like.
 */
export class FollowedClock {
  readonly #url: string;
  #shown: number;
  #asking: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor({ url, start }: ClockPlace) {
    this.#url = `${url}/_playground/clock`;
    this.#shown = start;
  }

  /** What the holder said last, in ms since 1970. */
  readonly now: Clock = () => this.#shown;

  /**
   * Asks the holder. Those who call it while it is being asked share the question after that one, because what is on its
   * way may be older than their call.
   *
   * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the URL; the time stays what it was
   */
  readonly catchUp = (): Promise<void> => {
    this.#next ??= this.#asking.then(() => {
      const asked = this.#ask();
      this.#asking = asked.catch(() => undefined);
      this.#next = undefined;
      return asked;
    });
    return this.#next;
  };

  async #ask(): Promise<void> {
    try {
      const response = await fetch(this.#url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await response.text();
      const time = response.ok ? timeIn(text) : Number.NaN;
      if (Number.isNaN(time)) throw new Error(`it answered ${response.status} ${text.slice(0, 200)}`);
      this.#shown = time;
    } catch (error) {
      const { cause, message } = error as Error;
      const reason = cause instanceof Error ? cause.message : message;
      throw new PlaygroundError(
        'ERR_SERVICE_FAILED',
        `The clock does not answer at ${this.#url}: ${reason}.`,
        {
          cause: error,
        },
      );
    }
  }
}

function timeIn(text: string): number {
  const { now } = JSON.parse(text) as Partial<PresentedClock>;
  return typeof now === 'string' ? Date.parse(now) : Number.NaN;
}
