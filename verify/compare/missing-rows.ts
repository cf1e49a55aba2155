import type { RowVersion, TableView } from '../../fixtures/world-table.ts';
import type { Marks } from './marks.ts';
import { isMarked } from './versions.ts';

/** Rows are asked for so many at a time, where many follow each other. */
const PAGE = 256;

/**
 * The rows that had to be there and were not seen: those that can be seen at the end of a window and could at its start.
 *
 */
export function* missingRows(
  view: TableView,
  first: TableView,
  seen: Marks,
): Generator<{ readonly row: RowVersion; readonly place: number }> {
  let page: RowVersion[] = [];
  let start = 0;
  for (const place of seen.gaps(view.size)) {
    if (place >= start + page.length) {
      // A single gap is the rule, a long one comes after another.
      const count = place === start + page.length && page.length > 0 ? PAGE : 1;
      page = view.rows(place, count);
      start = place;
    }
    const row = page[place - start] as RowVersion;
    // A row that the source marks as deleted may be gone.
    if (!isMarked(row) && (first === view || isThere(first, row))) yield { row, place };
  }
}

function isThere(view: TableView, { values }: RowVersion): boolean {
  const found = view.find(values);
  return found !== undefined && 'values' in found;
}
