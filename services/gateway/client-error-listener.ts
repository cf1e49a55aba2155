import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TimedNotebook } from '../../core/control/end-entry.ts';
import { hasCode } from '../../core/playground-error.ts';
import { answerErrorOnSocket } from './answer-error.ts';
import { type GatewayError, headersTooLarge, requestTimedOut, unparsable } from './errors.ts';
import { noteFailure } from './note.ts';
import type { TunnelEnds } from './tunnel-end.ts';

/** Node's default for the head of a request (`--max-http-header-size`). */
const LARGEST_HEAD_BYTES = 16_384;

/** Answers what is not a request: a head that is too large or too slow, or bytes that are not HTTP. */
export function listenForClientErrors(server: Server, notebook: TimedNotebook, tunnelEnds: TunnelEnds): void {
  const answering = new WeakSet<Duplex>();
  server.on('request', ({ socket }, response: ServerResponse) => {
    answering.add(socket);
    response.once('close', () => answering.delete(socket));
  });
  server.on('clientError', (error: Error, connection: Duplex) => {
    // Nobody is there to be answered, or an answer is on its way that this one would garble.
    if (hasCode(error, 'ECONNRESET') || !connection.writable || answering.has(connection)) {
      connection.destroy();
      return;
    }
    const refusal = refusalOf(error);
    noteFailure(notebook, tunnelEnds.get(connection)?.host ?? null, refusal);
    answerErrorOnSocket(connection, refusal);
  });
}

function refusalOf(error: Error): GatewayError {
  if (hasCode(error, 'HPE_HEADER_OVERFLOW')) return headersTooLarge(LARGEST_HEAD_BYTES);
  if (hasCode(error, 'ERR_HTTP_REQUEST_TIMEOUT')) return requestTimedOut();
  return unparsable(error.message);
}
