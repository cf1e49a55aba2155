import type { JournalEntry } from '../../core/control/journal-entry.ts';

/** What is needed of an entry of the journal to say what a connector asked for. */
export type Asked = Pick<
  JournalEntry,
  'number' | 'at' | 'service' | 'operation' | 'target' | 'route' | 'rows' | 'status' | 'errorCode' | 'aborted'
> &
  Partial<
    Pick<
      JournalEntry,
      'receivedAt' | 'connection' | 'page' | 'list' | 'fault' | 'retryAfter' | 'durationMs' | 'bytes'
    >
  >;

/** Where entries of the journal come from. */
export interface SyncJournal {
  /** Oldest first. */
  entries(): Promise<readonly Asked[]>;
}

/** The parameters of what was asked for: what is behind the first question mark. */
export function parametersOf({ target }: Asked): URLSearchParams {
  const [, ...query] = (target ?? '').split('?');
  return new URLSearchParams(query.join('?'));
}

export function isAnswered({ status, errorCode }: Asked): boolean {
  return errorCode === null && (status === null || status < 400);
}
