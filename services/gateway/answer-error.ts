import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GatewayError } from './errors.ts';

const LINGER_MS = 1_000;

/** Answers a request with `{"error": …}`; cuts the connection when the answer has begun already. */
export function answerError(response: ServerResponse, error: GatewayError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = bodyOf(error);
  // One by one, because the journal reads a field back, which those given to writeHead do not allow.
  for (const [name, value] of Object.entries(headersOf(error, body))) response.setHeader(name, value);
  response.writeHead(error.status, error.reason).end(body);
}

/** Answers on a connection that has no response object: a refused tunnel, or a request that cannot be parsed. */
export function answerErrorOnSocket(socket: Duplex, error: GatewayError): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = bodyOf(error);
  const headers = Object.entries({ ...headersOf(error, body), Connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${error.status} ${error.reason}\r\n${lines}\r\n${body}`);
  // A connection closed with bytes unread is reset, and the client may lose the answer: read on for a moment.
  socket.resume();
  const cut = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(cut));
}

function bodyOf(error: GatewayError): string {
  return JSON.stringify({ error: error.message, ...error.details });
}

function headersOf(error: GatewayError, body: string): Record<string, string> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Error-Code': error.code,
    ...error.headers,
  };
}
