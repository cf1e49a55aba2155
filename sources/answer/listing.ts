import type { LivingRow, LivingView } from '../../fixtures/living-table.ts';
import type { ListOrder } from '../declaration.ts';

/** From when on and until when rows are wanted, in ms since 1970; both ends are part of it. */
export interface Bounds {
  readonly from?: number;
  readonly until?: number;
}

/** Where a row stands in any order; whoever knows it finds the place after the row has changed or gone. */
export type RowPlace = Pick<LivingRow, 'id' | 'stamp' | 'createdAt' | 'population' | 'order' | 'number'>;

/** Rows in an order, from the first to the last that is wanted. Places are from 0 on. */
export interface Listing {
  readonly size: number;
  rows(from: number, count: number): readonly LivingRow[];
  /** How many of them stand where a row stands, or stood, and before. */
  through(place: RowPlace): number;
  /**
   * Where one of them stands in the whole table, in the order that the journal calls {@link Listing.order}; undefined where
   * they are only some of its rows.
   */
  placeOf(from: number): number | undefined;
  /** `updatedAt`, `updatedAt desc`. */
  readonly order: string;
}

/** Rows of a view in an order. Bounds are of the time by which they are listed; by key there are none. */
export function listingOf(view: LivingView, { by, isBackwards }: ListOrder, bounds: Bounds): Listing {
  const ways = WAYS[by](view);
  const begin = bounds.from === undefined ? 0 : ways.before(bounds.from);
  const hasBounds = bounds.from !== undefined || bounds.until !== undefined;
  const last = hasBounds ? ways.bounded : view.size;
  const end = Math.max(begin, bounds.until === undefined ? last : ways.before(bounds.until + 1));
  const size = end - begin;
  const through = (place: RowPlace): number => Math.min(Math.max(ways.through(place) - begin, 0), size);
  if (!isBackwards) {
    return {
      size,
      rows: (from, count) => ways.rows(begin + from, Math.max(0, Math.min(count, size - from))),
      through,
      placeOf: (from) => begin + from,
      order: by,
    };
  }
  return {
    size,
    rows(from, count) {
      const taken = Math.max(0, Math.min(count, size - from));
      return ways.rows(end - from - taken, taken).toReversed();
    },
    through(place) {
      const after = through(place);
      const isThere = after > 0 && ways.rows(begin + after - 1, 1)[0]?.id === place.id;
      return size - after + (isThere ? 1 : 0);
    },
    placeOf: (from) => view.size - end + from,
    order: `${by} desc`,
  };
}

/** How a view is read in an ascending order. */
interface Way {
  rows(from: number, count: number): LivingRow[];
  through(place: RowPlace): number;
  /** How many have an earlier time in this order. */
  before(time: number): number;
  /** How many have a time in this order. */
  readonly bounded: number;
}

const WAYS: Readonly<Record<ListOrder['by'], (view: LivingView) => Way>> = {
  position: (view) => ({
    rows: (from, count) => view.rows(from, count),
    through: ({ id }) => view.idsBefore(id + 1),
    before: () => 0,
    bounded: view.size,
  }),
  createdAt: (view) => ({
    rows: (from, count) => view.byCreation(from, count),
    through: (place) => view.createdThrough(place),
    before: (time) => view.createdBefore(time),
    bounded: view.size,
  }),
  updatedAt: (view) => ({
    rows: (from, count) => view.byStamp(from, count),
    through: (place) => view.stampedThrough(place),
    before: (time) => view.stampedBefore(time),
    bounded: view.withStamp,
  }),
};
