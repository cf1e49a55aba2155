import type { WaitStrategy } from 'testcontainers';
import { didNotStart } from './errors.ts';
import { lastWords } from './last-words.ts';

type Waiting = Parameters<WaitStrategy['waitUntilReady']>;

/**
 * Waits as another strategy does. When that fails, the error has the container's last words, because testcontainers
 * removes a container that fails, and its log with it.
 */
class WithLastWords implements WaitStrategy {
  readonly #image: string;
  readonly #strategy: WaitStrategy;

  constructor(image: string, strategy: WaitStrategy) {
    this.#image = image;
    this.#strategy = strategy;
  }

  async waitUntilReady(...[container, ports, startTime]: Waiting): Promise<void> {
    try {
      await this.#strategy.waitUntilReady(container, ports, startTime);
    } catch (error) {
      throw didNotStart(this.#image, await lastWords(container), error);
    }
  }

  withStartupTimeout(startupTimeoutMs: number): this {
    this.#strategy.withStartupTimeout(startupTimeoutMs);
    return this;
  }

  isStartupTimeoutSet(): boolean {
    return this.#strategy.isStartupTimeoutSet();
  }

  getStartupTimeout(): number {
    return this.#strategy.getStartupTimeout();
  }
}

/** Longer than testcontainers' own minute: machines that run container suites do much else. */
const STARTUP_TIMEOUT_MS = 120_000;

export function withLastWords(image: string, strategy: WaitStrategy): WaitStrategy {
  if (!strategy.isStartupTimeoutSet()) strategy.withStartupTimeout(STARTUP_TIMEOUT_MS);
  return new WithLastWords(image, strategy);
}
