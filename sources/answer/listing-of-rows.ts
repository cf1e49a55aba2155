import type { LivingRow } from '../../fixtures/living-table.ts';
import type { ListOrder } from '../declaration.ts';
import type { Bounds, Listing, RowPlace } from './listing.ts';

/** Some rows of a table in an order: those that belong to a row of another, or that a filter lets through. */
export function listingOfRows(
  rows: readonly LivingRow[],
  { by, isBackwards }: ListOrder,
  { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }: Bounds,
): Listing {
  const compare = ORDERS[by];
  const isBounded = from !== Number.NEGATIVE_INFINITY || until !== Number.POSITIVE_INFINITY;
  const time = by === 'createdAt' ? 'createdAt' : 'stamp';
  const wanted = rows.filter((row) => {
    if (by === 'position' || !isBounded) return true;
    const at = row[time];
    return at !== null && at >= from && at <= until;
  });
  const sorted = wanted.toSorted((one, other) => (isBackwards ? compare(other, one) : compare(one, other)));
  return {
    size: sorted.length,
    rows: (begin, count) => sorted.slice(begin, begin + Math.max(0, count)),
    through: (place) =>
      sorted.filter((row) => (isBackwards ? compare(place, row) : compare(row, place)) <= 0).length,
    // They do not stand next to each other in the table.
    placeOf: () => undefined,
    order: isBackwards ? `${by} desc` : by,
  };
}

type Compare = (one: RowPlace, other: RowPlace) => number;

/** As the table has its rows in each order (fixtures/living/union.ts). */
const ORDERS: Readonly<Record<ListOrder['by'], Compare>> = {
  position: (one, other) => one.id - other.id,
  createdAt: (one, other) =>
    one.createdAt - other.createdAt || one.population - other.population || one.number - other.number,
  updatedAt: (one, other) =>
    stampOf(one) - stampOf(other) ||
    one.population - other.population ||
    one.order - other.order ||
    one.id - other.id,
};

/** Rows without a stamp come last. */
function stampOf({ stamp }: RowPlace): number {
  return stamp ?? Number.MAX_SAFE_INTEGER;
}
