import { statementCanceled, statementTimedOut, tooManyStatements } from './errors.ts';
import type { SnowflakeSession } from './sessions.ts';

/** As a warehouse does; each has a connection to the database, which other clients need, too. */
const AT_ONCE = 16;
const MOST_WAITING = 256;
const SECOND = 1_000;

export interface RunningStatement {
  /** Ends the statement. Its reason is a SnowflakeError, or another error when nobody is left to be told. */
  readonly signal: AbortSignal;
  /** Resolves when it may run. @throws the reason of `signal` when it has ended before that */
  turn(): Promise<void>;
  /** Its client is gone, with its answer or without. */
  end(): void;
}

interface Entry {
  readonly session: SnowflakeSession;
  readonly requestId: string;
  readonly ending: AbortController;
}

/** The statements that run, at most 16 at once, and those that wait for their turn. */
export class RunningStatements {
  readonly #entries = new Set<Entry>();
  readonly #waiting = new Set<() => void>();
  #running = 0;

  /**
   * Takes note of a statement, which is to be ended whatever becomes of it.
   *
   * @param requestId how its client calls it
   * @param seconds it may take so long, its answer and the wait included
   * @throws SnowflakeError 000625 when too many wait already
   */
  begin(session: SnowflakeSession, requestId: string, seconds: number): RunningStatement {
    if (this.#running >= AT_ONCE && this.#waiting.size >= MOST_WAITING) {
      throw tooManyStatements(AT_ONCE + MOST_WAITING);
    }
    const ending = new AbortController();
    const { signal } = ending;
    const entry = { session, requestId, ending };
    const timer = setTimeout(() => ending.abort(statementTimedOut(seconds)), seconds * SECOND);
    this.#entries.add(entry);
    let isRunning = false;
    return {
      signal,
      turn: async () => {
        await this.#turn(signal);
        isRunning = true;
      },
      end: () => {
        clearTimeout(timer);
        ending.abort(new Error('the client is gone'));
        this.#entries.delete(entry);
        if (isRunning) this.#leave();
        isRunning = false;
      },
    };
  }

  /** Ends the statement that this session calls so. False when it runs none. */
  cancel(session: SnowflakeSession, requestId: string): boolean {
    const found = [...this.#entries].filter(
      (entry) => entry.session === session && entry.requestId === requestId,
    );
    for (const { ending } of found) ending.abort(statementCanceled());
    return found.length > 0;
  }

  /** Ends all statements of a session that is over. */
  cancelAll(session: SnowflakeSession): void {
    for (const { ending } of [...this.#entries].filter((entry) => entry.session === session)) {
      ending.abort(statementCanceled());
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running < AT_ONCE) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener('abort', giveUp);
        this.#running += 1;
        resolve();
      };
      const giveUp = (): void => {
        this.#waiting.delete(start);
        reject(signal.reason);
      };
      this.#waiting.add(start);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  #leave(): void {
    this.#running -= 1;
    const [next] = this.#waiting;
    if (!next) return;
    this.#waiting.delete(next);
    next();
  }
}
