import { type Logger, silentLogger } from '../logger.ts';
import { loggerOfMasked } from '../masking-logger.ts';
import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';

/** Where what clients do is written: into the journal while it goes on, and into the log when it has ended. */
export interface Notebook {
  readonly journal: Journal;
  readonly logger: Logger;
}

/**
 * Ends an entry, for every service alike: counts it, and writes its line into the log.
 *
 * @param startedAt by `performance.now()`
 */
export function endEntry({ journal, logger }: Notebook, entry: JournalEntry, startedAt: number): void {
  journal.end(entry, performance.now() - startedAt);
  if (logger === silentLogger) return;
  const { service, operation, target, route, status, durationMs, bytes, aborted, errorCode } = entry;
  const fields = { service, operation, target, route, status, duration_ms: durationMs, bytes };
  // The target is masked in the journal already, and the rest is not a client's.
  const write = loggerOfMasked(logger);
  if (!aborted && errorCode === null) write('request', fields);
  else {
    const more = { ...(aborted && { aborted }), ...(errorCode !== null && { error_code: errorCode }) };
    write('request', { ...fields, ...more });
  }
}
