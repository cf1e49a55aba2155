import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * The raw body of a request, asked for only when somebody reads it: a client that said
 * `Expect: 100-continue` sends nothing before, and so a refused upload costs nothing.
 */
export async function* openBody(message: IncomingMessage, response: ServerResponse): AsyncGenerator<Buffer> {
  if (expectsContinue(message)) response.writeContinue();
  // Leaving early must not destroy the socket, on which the error has still to be told.
  yield* message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}

export function expectsContinue(message: IncomingMessage): boolean {
  return message.headers.expect?.toLowerCase() === '100-continue';
}
