/** Statements may have a gigabyte; what a journal shows of one is at the beginning. */
const LONGEST_LINE = 64 * 1024;
const NEWLINE = 0x0a;

/** Cuts the bytes of a log into lines, of which no more than a beginning is kept. */
export class LogLines {
  readonly #onLine: (line: string, isWhole: boolean) => void;
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** @param onLine told of each line that has ended; not whole: the first 64 KiB of it */
  constructor(onLine: (line: string, isWhole: boolean) => void) {
    this.#onLine = onLine;
  }

  add(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#hold(chunk.subarray(from, end));
      this.#end();
      from = end + 1;
    }
    this.#hold(chunk.subarray(from));
  }

  #hold(piece: Buffer): void {
    const room = LONGEST_LINE - this.#bytes;
    // The chunk is read into again.
    if (room > 0 && piece.length > 0) this.#pieces.push(Buffer.from(piece.subarray(0, room)));
    this.#bytes += piece.length;
  }

  #end(): void {
    if (this.#bytes > 0)
      this.#onLine(Buffer.concat(this.#pieces).toString('utf8'), this.#bytes <= LONGEST_LINE);
    this.#pieces = [];
    this.#bytes = 0;
  }
}
