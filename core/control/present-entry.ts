import type { JournalEntry } from './journal-entry.ts';

/** An entry as everybody reads it: in `/_playground/journal` and, of what has ended, in the log. */
export type PresentedEntry = ReturnType<typeof presentEntry>;

export function presentEntry(entry: JournalEntry) {
  const { number, at, service, operation, target, route, rows, status, durationMs } = entry;
  return {
    number,
    at: new Date(at).toISOString(),
    ...{ service, operation, target, route, rows, status },
    duration_ms: durationMs,
    bytes: entry.bytes,
    aborted: entry.aborted,
    fault: entry.fault,
    error_code: entry.errorCode,
  };
}
