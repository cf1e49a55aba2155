import type { AskedList, JournalEntry } from './journal-entry.ts';

/** An entry as everybody reads it: in `/_playground/journal` and, of what has ended, in the log. */
export type PresentedEntry = ReturnType<typeof presentEntry>;

export function presentEntry(entry: JournalEntry) {
  const { number, at, service, operation, target, route, rows, page, status, receivedAt, durationMs } = entry;
  return {
    number,
    at: new Date(at).toISOString(),
    received_at: receivedAt === null ? null : new Date(receivedAt).toISOString(),
    connection: entry.connection,
    ...{ service, operation, target, route, rows },
    page: page && { is_last: page.isLast, next: page.next },
    list: entry.list satisfies AskedList | null,
    status,
    duration_ms: durationMs,
    bytes: entry.bytes,
    aborted: entry.aborted,
    fault: entry.fault,
    retry_after: entry.retryAfter,
    error_code: entry.errorCode,
  };
}

/** The entry that was presented. */
export function entryOf({
  at,
  received_at,
  duration_ms,
  error_code,
  retry_after,
  page,
  ...entry
}: PresentedEntry): JournalEntry {
  return {
    ...entry,
    at: Date.parse(at),
    receivedAt: received_at === null ? null : Date.parse(received_at),
    page: page && { isLast: page.is_last, next: page.next },
    durationMs: duration_ms,
    retryAfter: retry_after,
    errorCode: error_code,
  };
}
