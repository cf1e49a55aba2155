import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { MeasuredResponse } from '../measured-response.ts';
import { whenAnswered } from '../when-answered.ts';
import { endEntry, type TimedNotebook } from './end-entry.ts';
import type { JournalEntry } from './journal-entry.ts';

/** The numbers of those that are open. */
const connections = new WeakMap<Socket, number>();
let lastConnection = 0;

/**
 * Writes a request over HTTP into the journal and the log. The entry is complete when the answer is: its status, unless
 * somebody knew it before, and its error, which the answer has in `X-Error-Code` unless somebody filled it in.
 */
export function noteRequest(
  notebook: TimedNotebook,
  service: string,
  request: Pick<IncomingMessage, 'method' | 'url'>,
  response: ServerResponse,
): JournalEntry {
  const { method: operation = null, url: target = null } = request;
  const entry = notebook.journal.begin(notebook.clock(), { service, operation, target });
  entry.receivedAt = Date.now();
  entry.connection = numberOf(response.req.socket);
  const startedAt = performance.now();
  whenAnswered(response, (isWhole) => {
    entry.aborted = !isWhole;
    if (response.headersSent) entry.status ??= response.statusCode;
    entry.errorCode ??= headerOf(response, 'X-Error-Code');
    entry.retryAfter = headerOf(response, 'Retry-After');
    if (response instanceof MeasuredResponse) entry.bytes = response.bodyBytes;
    endEntry(notebook, entry, performance.now() - startedAt);
  });
  return entry;
}

function numberOf(socket: Socket): number {
  const known = connections.get(socket);
  if (known !== undefined) return known;
  lastConnection += 1;
  connections.set(socket, lastConnection);
  return lastConnection;
}

function headerOf(response: ServerResponse, name: string): string | null {
  const value = response.getHeader(name);
  return value === undefined ? null : String(value);
}
