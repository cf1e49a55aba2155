import type { Difference } from '../compare/difference.ts';
import type { Asked } from './asked.ts';

/**
 * Whether an answer held a row, by its place. Known of tables to which nothing happens, which are in the order of all their
 * times; undefined for others.
 */
export function wasServed({ rows }: Asked, { truth, place }: Difference, size: number): boolean | undefined {
  if (rows === null || place === undefined || truth?.changedAt !== undefined) return undefined;
  const isBackwards = rows.order.endsWith(' desc');
  const [first, last] = isBackwards ? [size - 1 - rows.last, size - 1 - rows.first] : [rows.first, rows.last];
  return place >= first && place <= last;
}
