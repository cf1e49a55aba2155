import type { IncomingMessage, ServerResponse } from 'node:http';
import { MeasuredResponse } from '../measured-response.ts';
import { whenAnswered } from '../when-answered.ts';
import { endEntry, type TimedNotebook } from './end-entry.ts';
import type { JournalEntry } from './journal-entry.ts';

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
  const startedAt = performance.now();
  whenAnswered(response, (isWhole) => {
    entry.aborted = !isWhole;
    if (response.headersSent) entry.status ??= response.statusCode;
    entry.errorCode ??= (response.getHeader('X-Error-Code') as string | undefined) ?? null;
    if (response instanceof MeasuredResponse) entry.bytes = response.bodyBytes;
    endEntry(notebook, entry, performance.now() - startedAt);
  });
  return entry;
}
