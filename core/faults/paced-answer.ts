import type { OwnAnswer } from './own-answer.ts';
import { bytesAtOnce, timeFor } from './pace.ts';
import { whileOpen } from './while-open.ts';

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
    const size = bytesAtOnce(rate);
    for (let from = 0; from < chunk.length; from += size) {
      const piece = chunk.subarray(from, from + size);
      await this.#write(piece);
      if (!(await whileOpen(this.#answer.response, timeFor(piece.length, rate)))) return;
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
