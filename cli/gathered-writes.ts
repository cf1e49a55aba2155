/**
 * Writes to a stream what came in one turn of the event loop in one piece, since a log with a system call for each line
 * takes processor time that requests could have. The order stays.
 */
export class GatheredWrites {
  readonly #write: (text: string) => void;
  #text = '';

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  write(text: string): void {
    if (this.#text === '') setImmediate(() => this.flush());
    this.#text += text;
  }

  /** At once: before something else is written to the same place, and before the process ends. */
  flush(): void {
    const text = this.#text;
    this.#text = '';
    if (text !== '') this.#write(text);
  }
}
