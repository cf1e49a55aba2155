import type { Row } from '../../fixtures/table.ts';
import type { RowOrder, WorldTable } from '../../fixtures/world-table.ts';
import type { Asked } from './asked.ts';
import { shownAt } from './met.ts';

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

function placeIn(asked: Asked, key: Row, table: WorldTable): number | undefined {
  const [order, isBackwards] = (asked.rows?.order ?? 'position').split(' ');
  const view = table.seenAt(shownAt(asked));
  const place = view.placeBy(order as RowOrder, key);
  return place !== undefined && isBackwards ? view.size - 1 - place : place;
}
