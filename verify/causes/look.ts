import { isOfOneRow, requestOf } from './asked-list.ts';
import type { Walk } from './walks.ts';

/**
 * Whether a walk is one request for a single row of several: whether the source is there, or how new its newest row is.
 * Nobody takes that for reading the rows.
 */
export function isLook({ requests }: Walk): boolean {
  const [first] = requests;
  return (
    isOfOneRow(first) &&
    requests.every((one) => requestOf(one) === requestOf(first) && one.page?.isLast !== true)
  );
}
