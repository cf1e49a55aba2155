import type { LivingView } from '../../../fixtures/living-table.ts';
import type { Row } from '../../../fixtures/table.ts';
import type { TableView } from '../../../fixtures/world-table.ts';

/** The order of rows by their stamp, those with the same one by their key, and those without one last. */
export const BY_STAMP_AND_KEY = 'stamp,key';

/** Stamps are whole seconds. */
const SECOND_MS = 1000;

/** Where a row stands in that order; undefined where there is no such row. */
export function placeByStampAndKey(key: Row, view: TableView): number | undefined {
  const row = isLiving(view) ? view.find(key) : undefined;
  if (!isLiving(view) || row === undefined || !('values' in row)) return undefined;
  const { from, tie } = tieAt(row.stamp, view);
  return from + tie.filter(({ id }) => id < row.id).length;
}

/** How many rows stand before one with this stamp and this key, whether it is there or not. */
export function rowsBefore(stamp: number, key: number, name: string, view: LivingView): number {
  const { from, tie } = tieAt(stamp, view);
  return from + tie.filter(({ values }) => Number(values[name]) < key).length;
}

/** How many rows stand before the first one that a read from a stamp on wants. */
export function rowsUpTo(stamp: number, isStrict: boolean, view: LivingView): number {
  const second = Math.floor(stamp / SECOND_MS) * SECOND_MS;
  return view.stampedBefore(isStrict || second < stamp ? second + SECOND_MS : second);
}

function tieAt(stamp: number | null, view: LivingView) {
  const from = stamp === null ? view.withStamp : view.stampedBefore(stamp);
  const end = stamp === null ? view.size : view.stampedBefore(stamp + SECOND_MS);
  return { from, tie: view.byStamp(from, end - from) };
}

export function isLiving(view: TableView): view is LivingView {
  return 'byStamp' in view;
}
