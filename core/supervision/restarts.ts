import type { Logger } from '../logger.ts';
import { stackOf } from './blame.ts';

/** How often within how long a service may fail before it rests for as long. */
const FAILURES = 5;
const WINDOW_MS = 60_000;
/** How long a start that failed waits for the next. */
const AGAIN_MS = 200;

/**
 * Restarts services that failed: at once, and one that failed five times within a minute after a minute's rest, so
 * that it neither spins nor stays away.
 */
export class Restarts {
  readonly #logger: Logger;
  readonly #failures = new Map<string, number[]>();
  readonly #underWay = new Set<string>();
  readonly #waits = new Set<NodeJS.Timeout>();
  #ended = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** A service failed. While it is being restarted its further errors are only logged. */
  failed(service: string, error: unknown, restart: () => Promise<void>): void {
    this.#logger('service_failed', { service, ...presentError(error) });
    if (this.#ended || this.#underWay.has(service)) return;
    this.#underWay.add(service);
    const earlier = (this.#failures.get(service) ?? []).filter((at) => performance.now() - at < WINDOW_MS);
    const failures = [...earlier, performance.now()];
    this.#failures.set(service, failures);
    if (failures.length < FAILURES) return void this.#restart(service, restart);
    this.#failures.delete(service);
    this.#logger('service_rests', { service, failures: failures.length, rest_ms: WINDOW_MS });
    this.#after(WINDOW_MS, () => void this.#restart(service, restart));
  }

  /** No service is restarted any more. */
  end(): void {
    this.#ended = true;
    for (const wait of this.#waits) clearTimeout(wait);
  }

  async #restart(service: string, restart: () => Promise<void>): Promise<void> {
    const startedAt = performance.now();
    try {
      await restart();
      if (this.#ended) return;
      this.#logger('service_restarted', { service, after_ms: Math.round(performance.now() - startedAt) });
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
    const wait = setTimeout(() => {
      this.#waits.delete(wait);
      then();
    }, ms);
    this.#waits.add(wait);
  }
}

/** An error as a log has it: its sentence, and where it came from. */
export function presentError(error: unknown): { readonly error: string; readonly stack: string } {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { error: text, stack: stackOf(error) };
}
