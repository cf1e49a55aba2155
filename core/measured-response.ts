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

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.#bodyBytes += sizeOf(chunk, rest[0]);
    return super.write(chunk, ...(rest as []));
  }

  override end(...given: unknown[]): this {
    this.#bodyBytes += sizeOf(given[0], given[1]);
    return super.end(...(given as []));
  }
}

function sizeOf(chunk: unknown, encoding: unknown): number {
  if (typeof chunk === 'string') return Buffer.byteLength(chunk, encoding as BufferEncoding | undefined);
  return chunk instanceof Uint8Array ? chunk.byteLength : 0;
}
