import type { Dataset } from '../../../fixtures/index.ts';
import type { Instant } from '../parameters.ts';

/** The people that a request is about, in its order, without a list of them in memory. */
export interface PeopleWindow {
  readonly size: number;
  /** Where the rows from one place to another (not included) stand in the dataset; places past the end give none. */
  positions(from: number, to: number): number[];
  /** Which place of all people in the same order, since whenever, a place of these is. */
  placeOf(from: number): number;
}

/**
 * Selects who was updated at an instant or later, in order of time.
 *
 * Creation and update times both increase with the position, so ordering by the one or the other is the
 * same, and `since` is a position, not a scan.
 */
export function peopleSince(
  { people }: Dataset,
  since: Instant | undefined,
  orderType: 'asc' | 'desc' = 'asc',
): PeopleWindow {
  const first = since ? people.firstUpdatedAtOrAfter(since.time) : 0;
  const size = people.size - first;
  return {
    size,
    placeOf: (from) => (orderType === 'asc' ? first + from : from),
    positions(from, to) {
      const positions: number[] = [];
      for (let place = from; place < Math.min(to, size); place += 1) {
        positions.push(orderType === 'asc' ? first + place : people.size - 1 - place);
      }
      return positions;
    },
  };
}
