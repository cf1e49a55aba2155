import type { JournalEntry } from '../../core/control/journal-entry.ts';
import { instantOf } from '../values/instant.ts';

/** What is needed of an entry of the journal to say what a connector asked for. */
export type Asked = Pick<
  JournalEntry,
  'number' | 'at' | 'service' | 'operation' | 'target' | 'route' | 'rows' | 'status' | 'errorCode' | 'aborted'
> &
  Partial<
    Pick<JournalEntry, 'receivedAt' | 'connection' | 'page' | 'fault' | 'retryAfter' | 'durationMs' | 'bytes'>
  >;

/** Where entries of the journal come from. */
export interface SyncJournal {
  /** Oldest first. */
  entries(): Promise<readonly Asked[]>;
}

const SINCE = /[?&](?:since|updated_since|updatedSince|updated_after|modified_since|start_time)=([^&]+)/;

/** The instant (ms since 1970) from which on a request wants rows; undefined where it wants all. */
export function sinceOf({ target }: Asked): number | undefined {
  const text = SINCE.exec(target ?? '')?.[1];
  if (text === undefined) return undefined;
  try {
    return instantOf(decodeURIComponent(text.replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
}

export function isAnswered({ status, errorCode }: Asked): boolean {
  return errorCode === null && (status === null || status < 400);
}
