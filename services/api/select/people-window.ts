import type { Dataset, Person } from '../../../fixtures/index.ts';
import type { Instant } from '../parameters.ts';

/** The people that a request is about, in its order, without a list of them in memory. */
export interface PeopleWindow {
  readonly size: number;
  /** The rows from one position to another (not included); positions past the end give none. */
  slice(from: number, to: number): Person[];
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
  const at = (position: number): Person =>
    people.at(orderType === 'asc' ? first + position : people.size - 1 - position);
  return {
    size,
    slice(from, to) {
      const rows: Person[] = [];
      for (let position = from; position < Math.min(to, size); position += 1) rows.push(at(position));
      return rows;
    },
  };
}
