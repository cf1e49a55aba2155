import { S3Error } from '../errors.ts';

const CRLF = Buffer.from('\r\n');
/** A chunk's header or a trailer is far shorter; what is longer is no aws-chunked body. */
const LONGEST_LINE_BYTES = 8192;

/** Reads lines and counted bytes from a stream of buffers. An early end is S3's IncompleteBody. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next line, without its CRLF. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(CRLF);
      if (end > LONGEST_LINE_BYTES || (end === -1 && this.#rest.length > LONGEST_LINE_BYTES)) {
        throw new S3Error(
          'InvalidRequest',
          'The body is not in aws-chunked encoding: a chunk header is too long.',
        );
      }
      if (end !== -1) {
        const line = this.#rest.toString('latin1', 0, end);
        this.#rest = this.#rest.subarray(end + CRLF.length);
        return line;
      }
      this.#rest = Buffer.concat([this.#rest, await this.#next()]);
    }
  }

  /** The next `sizeBytes` bytes, in pieces as they arrive. */
  async *pieces(sizeBytes: number): AsyncGenerator<Buffer> {
    for (let left = sizeBytes; left > 0; ) {
      if (this.#rest.length === 0) this.#rest = await this.#next();
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Whether every byte has been read; waits for the end of the stream. */
  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && (await this.#chunks.next()).done === true;
  }

  /** Lets go of the stream, so that somebody else can read what is left of it. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #next(): Promise<Buffer> {
    const { done, value } = await this.#chunks.next();
    if (done) throw new S3Error('IncompleteBody');
    return value;
  }
}
