import type { Logger } from '../logger.ts';
import { stackOf } from './blame.ts';

/** How often within how long a service may fail before it rests for as long. */
const FAILURES = 5;
const WINDOW_MS = 60_000;
/** How long a start that failed waits for the next. */
const AGAIN_MS = 200;

/** The time that passes; a parameter, so that tests own it. */
export interface Time {
  /** In milliseconds, from anywhere. */
  now(): number;
  /** @returns ends the wait */
  after(ms: number, then: () => void): () => void;
}

const realTime: Time = {
  now: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Restarts services that failed: at once, and one that failed five times within a minute after a minute's rest, so
 * that it neither spins nor stays away.
 */
export class Restarts {
  readonly #logger: Logger;
  readonly #time: Time;
  readonly #failures = new Map<string, number[]>();
  readonly #underWay = new Set<string>();
  readonly #waits = new Set<() => void>();
  #ended = false;

  constructor(logger: Logger, time: Time = realTime) {
    this.#logger = logger;
    this.#time = time;
  }

  /** A service failed. While it is being restarted its further errors are only logged. */
  failed(service: string, error: unknown, restart: () => Promise<void>): void {
    this.#logger('service_failed', { service, ...presentError(error) });
    if (this.#ended || this.#underWay.has(service)) return;
    this.#underWay.add(service);
    const earlier = (this.#failures.get(service) ?? []).filter((at) => this.#time.now() - at < WINDOW_MS);
    const failures = [...earlier, this.#time.now()];
    this.#failures.set(service, failures);
    if (failures.length < FAILURES) return void this.#restart(service, restart);
    this.#failures.delete(service);
    this.#logger('service_rests', { service, failures: failures.length, rest_ms: WINDOW_MS });
    this.#after(WINDOW_MS, () => void this.#restart(service, restart));
  }

  /** No service is restarted any more. */
  end(): void {
    this.#ended = true;
    for (const end of this.#waits) end();
  }

  async #restart(service: string, restart: () => Promise<void>): Promise<void> {
    const startedAt = this.#time.now();
    try {
      await restart();
      if (this.#ended) return;
      this.#logger('service_restarted', { service, after_ms: Math.round(this.#time.now() - startedAt) });
      this.#underWay.delete(service);
    } catch (error) {
      if (this.#ended) return;
      this.#after(AGAIN_MS, () => {
        this.#underWay.delete(service);
        this.failed(service, error, restart);
      });
    }
  }

  #after(ms: number, then: () => void): void {
    const end = this.#time.after(ms, () => {
      this.#waits.delete(end);
      then();
    });
    this.#waits.add(end);
  }
}

/** An error as a log has it: its sentence, and where it came from. */
export function presentError(error: unknown): { readonly error: string; readonly stack: string } {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { error: text, stack: stackOf(error) };
}
