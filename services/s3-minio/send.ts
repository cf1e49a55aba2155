import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './operations/operation.ts';
import { expectsContinue } from './payload/open-body.ts';

/** Everything may be read by pages of any origin: the keys are public anyway. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, PUT, POST, DELETE, HEAD',
  'access-control-allow-headers': '*',
  'access-control-expose-headers': '*',
};

/** Writes an answer; resolves when the client has all of it, rejects when it has gone. */
export async function send(
  message: IncomingMessage,
  response: ServerResponse,
  { status = 200, headers = {}, body }: Answer,
  moreHeaders: Readonly<Record<string, string>>,
): Promise<void> {
  response.statusCode = status;
  setHeaders(response, { ...moreHeaders, ...headers });
  if (message.headers.origin !== undefined) setHeaders(response, CORS);
  finishReading(message, response);
  if (typeof body === 'string') {
    const bytes = Buffer.from(body);
    response.setHeader('content-type', 'application/xml');
    response.setHeader('content-length', bytes.length);
    response.end(message.method === 'HEAD' ? undefined : bytes);
  } else if (body) {
    await pipeline(body, response);
  } else {
    if (status !== 204 && status !== 304 && !response.hasHeader('content-length')) {
      response.setHeader('content-length', 0);
    }
    response.end();
  }
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

/**
 * What the client still sends is read and forgotten: closing on it would reset the connection, and the client
 * would lose the answer. If it waits for `100 Continue`, whether it sends is unknown, so the connection ends.
 */
function finishReading(message: IncomingMessage, response: ServerResponse): void {
  if (message.complete) return;
  const isWaiting = expectsContinue(message) && message.readableFlowing === null;
  if (isWaiting) response.setHeader('connection', 'close');
  else message.resume();
}
