import type { LivingRow } from '../../../fixtures/living-table.ts';
import type { LivingPerson } from '../../../fixtures/people.ts';
import type { PeopleWindow } from './listed-people.ts';

export type PersonRow = LivingRow<LivingPerson>;

interface Stretch {
  /** Up to so many rows from a place on, in ascending order. */
  readonly read: (from: number, count: number) => readonly PersonRow[];
  /** The places, in that order, at which it begins and before which it ends, and how many there are in all. */
  readonly first: number;
  readonly end: number;
  readonly total: number;
  readonly orderType: 'asc' | 'desc';
  readonly textOf: (row: PersonRow) => string;
}

/** Rows that stand next to each other in an order, forwards or backwards. */
export function livingWindow({ read, first, end, total, orderType, textOf }: Stretch): PeopleWindow {
  const size = end - first;
  const rowsOf = (from: number, to: number): readonly PersonRow[] => {
    const count = Math.min(to, size) - from;
    if (count <= 0) return [];
    return orderType === 'asc' ? read(first + from, count) : read(end - from - count, count).toReversed();
  };
  return {
    size,
    rows: (from, to) => rowsOf(from, to).map(({ values }) => values),
    texts: (from, to) => rowsOf(from, to).map(textOf),
    placeOf: (from) => (orderType === 'asc' ? first : total - end) + from,
  };
}
