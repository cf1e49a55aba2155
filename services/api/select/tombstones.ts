import { isoSeconds } from '../../../fixtures/timeline.ts';

/** Who was deleted, and when. */
interface Tombstone {
  readonly id: string;
  /** ISO 8601 in UTC, to the second. */
  readonly deletedAt: string;
}

/** A delete of a row with this id; times in ms since 1970. */
export interface Deletion {
  readonly id: string;
  readonly at: number;
  readonly seenAt: number;
}

export function tombstoneOf({ id, at }: Deletion): Tombstone {
  return { id, deletedAt: isoSeconds(at) };
}
