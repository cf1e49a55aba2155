import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { MeasuredResponse } from '../measured-response.ts';
import { whenAnswered } from '../when-answered.ts';
import { endEntry, type Notebook } from './end-entry.ts';
import type { JournalEntry } from './journal-entry.ts';

interface HttpNotebook extends Notebook {
  readonly clock: Clock;
}

/**
 * Writes a request over HTTP into the journal and the log. The entry is complete when the answer is: its status, unless
 * somebody knew it before, and its error, which the answer has in `X-Error-Code` unless somebody filled it in.
 */
export function noteRequest(
  notebook: HttpNotebook,
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
    endEntry(notebook, entry, startedAt);
  });
  return entry;
}
