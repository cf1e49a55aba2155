import type { IncomingMessage, ServerResponse } from 'node:http';
import { nextWithin } from './body-times.ts';

/**
 * The raw body of a request, asked for only when somebody reads it: a client that said
 * `Expect: 100-continue` sends nothing before, and so a refused upload costs nothing.
 *
 * @param idleMs how long nothing may arrive while somebody waits for it
 * @throws S3Error RequestTimeout from the iteration
 */
export async function* openBody(
  message: IncomingMessage,
  response: ServerResponse,
  idleMs: number,
): AsyncGenerator<Buffer> {
  if (expectsContinue(message)) response.writeContinue();
  // Leaving early must not destroy the socket, on which the error has still to be told.
  const chunks = message.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  let isWaiting = false;
  try {
    for (;;) {
      isWaiting = true;
      const { done, value } = await nextWithin(chunks.next(), idleMs);
      isWaiting = false;
      if (done) return;
      yield value;
    }
  } finally {
    // An iterator that still waits would wait here too; `send` closes the connection under it.
    if (!isWaiting) await chunks.return?.();
  }
}

export function expectsContinue(message: IncomingMessage): boolean {
  return message.headers.expect?.toLowerCase() === '100-continue';
}
