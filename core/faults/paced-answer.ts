import { waitFor } from './http-exchange.ts';
import type { OwnAnswer } from './own-answer.ts';

/** So many times a second something is sent, if not less than a byte at once. */
const TIMES_A_SECOND = 10;

/** Sends pieces one after the other: as fast as the client takes them, or so many bytes a second. */
export class PacedAnswer {
  readonly #answer: OwnAnswer;
  readonly #bytesPerSecond: number | undefined;
  #sent: Promise<void> = Promise.resolve();

  constructor(answer: OwnAnswer, bytesPerSecond: number | undefined) {
    this.#answer = answer;
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Resolves when it has left, or the client has. */
  send(chunk: Buffer): Promise<void> {
    this.#sent = this.#sent.then(() =>
      this.#bytesPerSecond === undefined ? this.#write(chunk) : this.#drip(chunk),
    );
    return this.#sent;
  }

  async #drip(chunk: Buffer): Promise<void> {
    const rate = this.#bytesPerSecond as number;
    const size = Math.max(1, Math.floor(rate / TIMES_A_SECOND));
    for (let from = 0; from < chunk.length; from += size) {
      const piece = chunk.subarray(from, from + size);
      await this.#write(piece);
      if (!(await waitFor(this.#answer, (piece.length / rate) * 1000))) return;
    }
  }

  #write(chunk: Buffer): Promise<void> {
    const { response } = this.#answer;
    if (chunk.length === 0 || response.closed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        response.off('close', done);
        resolve();
      };
      response.once('close', done);
      this.#answer.write(chunk, done);
    });
  }
}
