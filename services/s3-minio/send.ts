import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished, pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './operations/operation.ts';
import { expectsContinue } from './payload/open-body.ts';

/** Everything may be read by pages of any origin: the keys are public anyway. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, PUT, POST, DELETE, HEAD',
  'access-control-allow-headers': '*',
  'access-control-expose-headers': '*',
};

/**
 * Writes an answer; resolves when the client has all of it, rejects when it has gone.
 *
 * @param lingerMs how long what is left of the request is read before the connection is closed on it
 */
export async function send(
  message: IncomingMessage,
  response: ServerResponse,
  { status = 200, headers = {}, body }: Answer,
  moreHeaders: Readonly<Record<string, string>>,
  lingerMs: number,
): Promise<void> {
  response.statusCode = status;
  setHeaders(response, { ...moreHeaders, ...headers });
  if (message.headers.origin !== undefined) setHeaders(response, CORS);
  if (body !== undefined && typeof body !== 'string') {
    await pipeline(body, response);
    return;
  }
  const isEmpty = body === undefined;
  const bytes = Buffer.from(body ?? '');
  if (!isEmpty) response.setHeader('content-type', 'application/xml');
  if (status !== 204 && status !== 304 && !response.hasHeader('content-length')) {
    response.setHeader('content-length', bytes.length);
  }
  const rest = restOf(message);
  if (rest === 'never sent') response.setHeader('connection', 'close');
  if (rest === 'on its way') {
    response.flushHeaders();
    if (message.method !== 'HEAD') response.write(bytes);
    await readRest(message, lingerMs);
    response.end(() => {
      // Whatever still comes would be read for as long as the client likes.
      if (!message.complete) message.destroy();
    });
  } else {
    response.end(message.method === 'HEAD' ? undefined : bytes);
  }
}

async function readRest(message: IncomingMessage, lingerMs: number): Promise<void> {
  const late = new AbortController();
  message.removeAllListeners('readable');
  message.resume();
  await Promise.race([
    finished(message, { writable: false }).catch(() => undefined),
    delay(lingerMs, undefined, { signal: late.signal }).catch(() => undefined),
  ]);
  late.abort();
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

/**
 * What is left of a body nobody wants. One on its way is read and forgotten before the answer ends: closing on
 * it would reset the connection, and the client would lose the answer. One that waits for `100 Continue` may
 * or may not come, so only the end of the connection makes clear what follows.
 */
function restOf(message: IncomingMessage): 'nothing' | 'on its way' | 'never sent' {
  if (message.complete) return 'nothing';
  return expectsContinue(message) && message.readableFlowing === null ? 'never sent' : 'on its way';
}
