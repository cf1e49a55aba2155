import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../../core/clock.ts';
import { shownTarget } from '../../core/control/journal.ts';
import type { Logger } from '../../core/logger.ts';
import { whenAnswered } from '../../core/when-answered.ts';
import type { GatewayError } from './errors.ts';
import type { Journal, JournalEntry } from './journal.ts';

export interface Notebook {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Noted = Pick<JournalEntry, 'host' | 'method' | 'url'>;

/** Writes a request into the journal and the log; the entry is complete when its answer is. */
export function noteRequest(notebook: Notebook, response: ServerResponse, noted: Noted): JournalEntry {
  const entry = begin(notebook, noted);
  const startedAtMs = performance.now();
  whenAnswered(response, (isWhole) => {
    entry.aborted = !isWhole;
    entry.status = response.headersSent ? response.statusCode : null;
    entry.error_code = (response.getHeader('X-Error-Code') as string | undefined) ?? null;
    finish(entry, startedAtMs, notebook.logger);
  });
  return entry;
}

/** Writes a tunnel into the journal and the log; whoever opens it fills in its status and its error. */
export function noteTunnel(notebook: Notebook, connection: Socket, noted: Noted): JournalEntry {
  const entry = begin(notebook, noted);
  const startedAtMs = performance.now();
  connection.once('close', () => {
    entry.aborted = entry.status === null;
    finish(entry, startedAtMs, notebook.logger);
  });
  return entry;
}

/** Writes what was no request at all, and is answered already. */
export function noteFailure(notebook: Notebook, host: string | null, error: GatewayError): void {
  const entry = begin(notebook, { host, method: null, url: null });
  entry.status = error.status;
  entry.error_code = error.code;
  finish(entry, performance.now(), notebook.logger);
}

/** Fills in whom a request is for, which is known once it is understood. */
export function noteTarget(entry: JournalEntry, host: string, url: string): void {
  entry.host = host;
  entry.url = shownTarget(url);
}

/** Many an API has its keys in the query; neither the log nor the journal does. */
function begin({ journal, clock }: Notebook, noted: Noted): JournalEntry {
  return journal.begin(clock(), { ...noted, url: noted.url && shownTarget(noted.url) });
}

function finish(entry: JournalEntry, startedAtMs: number, logger: Logger): void {
  entry.duration_ms = Math.round((performance.now() - startedAtMs) * 1000) / 1000;
  const { method, url, status, duration_ms, aborted, error_code } = entry;
  logger('request', {
    method,
    url,
    status,
    duration_ms,
    ...(aborted && { aborted }),
    ...(error_code !== null && { error_code }),
  });
}
