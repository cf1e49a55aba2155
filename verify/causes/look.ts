import { type Asked, parametersOf } from './asked.ts';
import type { Walk } from './walks.ts';

const SIZES = ['limit', 'per_page', 'page_size'];

/**
 * Whether a walk is one request for a single row of several: whether the source is there, or how new its newest row is.
 * Nobody takes that for reading the rows.
 */
export function isLook({ requests }: Walk): boolean {
  const [first] = requests;
  return (
    isOfOneRow(first) &&
    requests.every(({ target, page }) => target === first.target && page?.isLast !== true)
  );
}

function isOfOneRow(asked: Asked): boolean {
  const parameters = parametersOf(asked);
  return SIZES.some((name) => parameters.get(name) === '1');
}
