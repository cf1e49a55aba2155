import type { Row } from '../../fixtures/table.ts';
import type { RowOrder, TableView, WorldTable } from '../../fixtures/world-table.ts';
import type { Asked } from './asked.ts';
import { shownAt } from './met.ts';
import { BY_STAMP_AND_KEY, placeByStampAndKey } from './sql/stamp-and-key.ts';
import { viewAt } from './view-at.ts';

/** Whether a row came after the last row of an answer, in the answer's order and at its time. */
export function isAheadOf(asked: Asked, key: Row, table: WorldTable): boolean {
  const place = placeIn(asked, key, table);
  return place !== undefined && place > (asked.rows?.last ?? Number.NEGATIVE_INFINITY);
}

/** The same of before the first row. */
export function isBehind(asked: Asked, key: Row, table: WorldTable): boolean {
  const place = placeIn(asked, key, table);
  return place !== undefined && place < (asked.rows?.first ?? Number.POSITIVE_INFINITY);
}

/** Rules ask for the places of one row in all answers again and again, and then for those of the next row. */
const last: { key: Row | undefined; table: WorldTable | undefined } = { key: undefined, table: undefined };
const places = new Map<Asked, number | undefined>();

/** Where a row stood in the order of an answer and at its time; undefined where it was not there. */
export function placeIn(asked: Asked, key: Row, table: WorldTable): number | undefined {
  if (key !== last.key || table !== last.table) places.clear();
  Object.assign(last, { key, table });
  const known = places.get(asked);
  if (known !== undefined || places.has(asked)) return known;
  const place = placeBy(asked.rows?.order ?? 'position', key, viewAt(table, shownAt(asked)));
  places.set(asked, place);
  return place;
}

/**
 * Where a row stands in an order; undefined where the view has no such row.
 *
 * @param written as the journal has it: `updatedAt`, or `updatedAt desc` from the end
 */
function placeBy(written: string, key: Row, view: TableView): number | undefined {
  if (written === BY_STAMP_AND_KEY) return placeByStampAndKey(key, view);
  const [order, isBackwards] = written.split(' ');
  const place = view.placeBy(order as RowOrder, key);
  return place !== undefined && isBackwards ? view.size - 1 - place : place;
}
