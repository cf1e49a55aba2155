import type { Row } from '../../fixtures/table.ts';
import type { GoneRow, RowVersion, WorldTable } from '../../fixtures/world-table.ts';

/** A version of a row that was replaced by the next, or deleted. */
export interface PastVersion extends RowVersion {
  /** When that happened (ms since 1970). */
  readonly until: number;
}

/** Older versions than these are not looked at. */
const MOST_VERSIONS = 64;

/** What a row was before, the newest first. Of rows to which nothing ever happens: nothing. */
export function* versionsBefore(
  table: WorldTable,
  row: RowVersion | GoneRow,
  key: Row,
): Generator<PastVersion> {
  let until = endOf(row);
  for (let count = 0; count < MOST_VERSIONS && until !== undefined; count += 1) {
    const before = table.seenAt(until - 1).find(key);
    if (before === undefined) return;
    if ('values' in before) yield { ...before, until };
    const end = endOf(before);
    // A version that began no earlier than the one after it would go on forever.
    until = end !== undefined && end < until ? end : undefined;
  }
}

/** When the version came to be, and so the one before it ended; of a deleted row, when it was deleted. */
function endOf(row: RowVersion | GoneRow): number | undefined {
  return 'values' in row ? row.changedAt : row.deletedAt;
}

/** Whether the source itself says that a row is deleted, though it still has it. */
export function isMarked({ isDeleted = false }: RowVersion): boolean {
  return isDeleted;
}
