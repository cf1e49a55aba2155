import type { Clock } from '../clock.ts';
import { type Logger, silentLogger } from '../logger.ts';
import { loggerOfMasked } from '../masking-logger.ts';
import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';

/** Where what clients do is written: into the journal while it goes on, and into the log when it has ended. */
export interface Notebook {
  readonly journal: Journal;
  readonly logger: Logger;
}

/** The same for what is noted when it happens. */
export interface TimedNotebook extends Notebook {
  readonly clock: Clock;
}

/**
 * Ends an entry, for every service alike: counts it, and writes its line into the log.
 *
 * @param tookMs null where nobody knows how long it took: it is counted all the same
 */
export function endEntry({ journal, logger }: Notebook, entry: JournalEntry, tookMs: number | null): void {
  journal.end(entry, tookMs);
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
