import type { Row } from '../../fixtures/table.ts';
import type { RowVersion, WorldTable } from '../../fixtures/world-table.ts';

/**
 * The first instant (ms since 1970) at which a version could be seen, which may be long after it came to be; undefined of
 * rows to which nothing ever happens.
 *
 * @param until when it can be seen for sure
 */
export function seenFrom(
  table: WorldTable,
  key: Row,
  { changedAt }: RowVersion,
  until: number,
): number | undefined {
  if (changedAt === undefined) return undefined;
  const isSeen = (at: number): boolean => {
    const row = table.seenAt(at).find(key);
    return row !== undefined && 'values' in row && (row.changedAt ?? 0) >= changedAt;
  };
  let [low, high] = [changedAt, Math.max(changedAt, until)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSeen(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
