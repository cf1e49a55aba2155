import { S3Error } from '../errors.ts';
import { type PartHeader, parsePartHeader } from './part-header.ts';

const HEADER_END = Buffer.from('\r\n\r\n');
const CRLF = Buffer.from('\r\n');
const LONGEST_HEADER_BYTES = 8192;

/** Reads the parts of a form one after another (RFC 2046, 5.1.1). Nothing is read before it is asked for. */
export class FormSource {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #delimiter: Buffer;
  #deadline: number;
  /** A form may begin with its first boundary: the line break before it is understood. */
  #rest: Buffer = CRLF;

  /** @param timeMs how long reading may take, until it is {@link withoutDeadline} */
  constructor(boundary: string, chunks: AsyncIterable<Buffer>, timeMs: number) {
    this.#deadline = performance.now() + timeMs;
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The header of the next part, when what came before it has been read; undefined after the last. */
  async nextPart(): Promise<PartHeader | undefined> {
    await this.#need(CRLF.length);
    const mark = this.#rest.toString('latin1', 0, 2);
    if (mark === '--') return undefined;
    if (mark !== '\r\n') throw new S3Error('MalformedPOSTRequest');
    for (;;) {
      const end = this.#rest.indexOf(HEADER_END);
      if (end > LONGEST_HEADER_BYTES || (end === -1 && this.#rest.length > LONGEST_HEADER_BYTES)) {
        throw new S3Error('MalformedPOSTRequest');
      }
      if (end !== -1) {
        const text = this.#rest.toString('utf8', CRLF.length, Math.max(end, CRLF.length));
        this.#rest = this.#rest.subarray(end + HEADER_END.length);
        return parsePartHeader(text);
      }
      await this.#more();
    }
  }

  /** The bytes up to the next boundary, which is taken off. */
  async *content(): AsyncGenerator<Buffer> {
    for (;;) {
      const end = this.#rest.indexOf(this.#delimiter);
      if (end !== -1) {
        const last = this.#rest.subarray(0, end);
        this.#rest = this.#rest.subarray(end + this.#delimiter.length);
        if (last.length > 0) yield last;
        return;
      }
      // The end of what is here may be the beginning of a boundary.
      const safe = this.#rest.length - this.#delimiter.length + 1;
      if (safe > 0) {
        const piece = this.#rest.subarray(0, safe);
        this.#rest = this.#rest.subarray(safe);
        yield piece;
      }
      await this.#more();
    }
  }

  /** The content of this part may take as long as it takes. */
  withoutDeadline(): AsyncGenerator<Buffer> {
    this.#deadline = Number.POSITIVE_INFINITY;
    return this.content();
  }

  /** Lets go of the stream, so that somebody else can read what is left of it. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #need(sizeBytes: number): Promise<void> {
    while (this.#rest.length < sizeBytes) await this.#more();
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#chunks.next();
    if (done) throw new S3Error('MalformedPOSTRequest');
    if (performance.now() > this.#deadline) throw new S3Error('RequestTimeout');
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
  }
}
