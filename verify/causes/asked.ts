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

/** What sources call the parameter that says from when on rows are wanted. */
const SINCE_NAMES: readonly string[] = [
  'since',
  'updated_since',
  'updatedSince',
  'updated_after',
  'modified_since',
  'start_time',
];
const SINCE = new RegExp(`[?&](?:${SINCE_NAMES.join('|')})=([^&]+)`);

/** The parameters of what was asked for: what is behind the first question mark. */
export function parametersOf({ target }: Asked): URLSearchParams {
  const [, ...query] = (target ?? '').split('?');
  return new URLSearchParams(query.join('?'));
}

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

/** Whether a request says from when on it wants rows, in whatever form. */
export function asksSince({ target }: Asked): boolean {
  return SINCE.test(target ?? '');
}

/** Whether a parameter is the one that {@link sinceOf} reads. */
export function isSinceName(parameter: string): boolean {
  return SINCE_NAMES.includes(parameter);
}

export function isAnswered({ status, errorCode }: Asked): boolean {
  return errorCode === null && (status === null || status < 400);
}
