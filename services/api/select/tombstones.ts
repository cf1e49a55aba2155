import { isoSeconds } from '../../../fixtures/timeline.ts';
import type { TombstoneCursor } from '../tombstone-cursor.ts';

/** Who was deleted, and when. */
interface Tombstone {
  readonly id: string;
  /** ISO 8601 in UTC, to the second. */
  readonly deletedAt: string;
}

interface TombstonePage {
  readonly data: readonly Tombstone[];
  /** Where the next page begins; null when no more was deleted so far. */
  readonly next: TombstoneCursor | null;
}

/** A delete of a row with this id. */
export interface Deletion {
  readonly id: string;
  readonly at: number;
  readonly seenAt: number;
}

/**
 * A page of deletes, in the order in which they could be seen. What was seen at an instant that has passed never changes, so
 * a count of it is a place that stays, however many deletes share the instant.
 *
 * @param deletions those that could be seen after an instant and not after now
 */
export function tombstonePage(
  deletions: (after: number) => Iterable<Deletion>,
  from: TombstoneCursor,
  count: number,
): TombstonePage {
  const data: Tombstone[] = [];
  let { seenAt, told } = from;
  let toSkip = told;
  for (const deletion of deletions(seenAt - 1)) {
    if (toSkip > 0 && deletion.seenAt === from.seenAt) {
      toSkip -= 1;
      continue;
    }
    if (data.length === count) return { data, next: { seenAt, told } };
    told = deletion.seenAt === seenAt ? told + 1 : 1;
    seenAt = deletion.seenAt;
    data.push({ id: deletion.id, deletedAt: isoSeconds(deletion.at) });
  }
  return { data, next: null };
}
