import { type IncomingMessage, ServerResponse } from 'node:http';

/** A response that knows how much of a body was given to it. Node.js counts what a connection sends, heads among it. */
export class MeasuredResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  #bodyBytes = 0;

  /** Bytes of the body that were handed over to the connection; none in answer to HEAD. */
  get bodyBytes(): number {
    return this.req.method === 'HEAD' ? 0 : this.#bodyBytes;
  }

  // Every request comes by here, so that arguments are not gathered into lists.
  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    this.#bodyBytes += sizeOf(chunk, encoding);
    return super.write(chunk, encoding as BufferEncoding, callback as () => void);
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    this.#bodyBytes += this.#announced() ?? sizeOf(chunk, encoding);
    return super.end(chunk, encoding as BufferEncoding, callback as () => void);
  }

  /** The size of a body that goes in one piece, where somebody has measured it already. */
  #announced(): number | undefined {
    const length = this.#bodyBytes === 0 ? this.getHeader('content-length') : undefined;
    return length === undefined ? undefined : Number(length);
  }
}

function sizeOf(chunk: unknown, encoding: unknown): number {
  if (typeof chunk === 'string') return Buffer.byteLength(chunk, encoding as BufferEncoding | undefined);
  return chunk instanceof Uint8Array ? chunk.byteLength : 0;
}
