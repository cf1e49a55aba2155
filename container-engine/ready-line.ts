import { Wait, type WaitStrategy } from 'testcontainers';
import { didNotStart } from './errors.ts';
import { lastWords } from './last-words.ts';

/**
 * Waits for a line of the log, as `Wait.forLogMessage` does. When the line does not come, the error has the
 * container's last words, because testcontainers removes a container that fails and its log with it.
 */
export class ReadyLine implements WaitStrategy {
  readonly #image: string;
  readonly #line: WaitStrategy;

  constructor(image: string, line: RegExp) {
    this.#image = image;
    this.#line = Wait.forLogMessage(line);
  }

  async waitUntilReady(...[container, ports, startTime]: Parameters<WaitStrategy['waitUntilReady']>) {
    try {
      await this.#line.waitUntilReady(container, ports, startTime);
    } catch (error) {
      throw didNotStart(this.#image, await lastWords(container), error);
    }
  }

  withStartupTimeout(startupTimeoutMs: number): this {
    this.#line.withStartupTimeout(startupTimeoutMs);
    return this;
  }

  isStartupTimeoutSet(): boolean {
    return this.#line.isStartupTimeoutSet();
  }

  getStartupTimeout(): number {
    return this.#line.getStartupTimeout();
  }
}
