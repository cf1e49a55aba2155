import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { hasCode } from '../playground-error.ts';

/** Parts of an answer that are worked out one after the other. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Sends parts of a body at the pace at which they are taken: one waits at most. Between two of them others have their turn,
 * however fast the reader is. When the reader goes away no further part is asked for.
 *
 * @throws whatever a part fails with; then the end of the output is not its regular one
 */
export async function sendPieces(output: Writable, pieces: Pieces): Promise<void> {
  const source = Readable.from(inTurns(pieces), { highWaterMark: 1 });
  await pipeline(source, output).catch((error: unknown) => {
    if (!isGone(error)) throw error;
  });
}

async function* inTurns(pieces: Pieces): AsyncGenerator<string | Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}

/** Whether nobody reads any more: a client of HTTP left, or a program at the other end of a pipe. */
function isGone(error: unknown): boolean {
  return ['ERR_STREAM_PREMATURE_CLOSE', 'EPIPE', 'ECONNRESET'].some((code) => hasCode(error, code));
}
