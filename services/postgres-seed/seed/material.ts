import { below, tableKey } from '../../../fixtures/hash.ts';
import type { Dataset, Person } from '../../../fixtures/index.ts';
import { isoSeconds, Timeline } from '../../../fixtures/timeline.ts';

/** What the rows of one table are made of. */
interface TableMaterial {
  /** ISO 8601, unique in the table and increasing with the index; before the dataset's anchor. */
  createdAt(index: number): string;
  /** As `createdAt`, and later than it. */
  updatedAt(index: number): string;
  /** A whole number from 0 to `bound` - 1; another for every table, row and field. */
  below(bound: number, index: number, field: number): number;
  pick<Value>(values: readonly Value[], index: number, field: number): Value;
}

/** Where all tables take their values from, so that every source of the playground shows the same world. */
export interface Material {
  readonly dataset: Dataset;
  /** Person number `index` of the dataset. There are more people than the dataset lists, if need be. */
  person(index: number): Person;
  /** A day (`2025-12-31`) so many days before the newest of the dataset. */
  dayBefore(days: number): string;
  forTable(name: string, rows: number): TableMaterial;
}

const DAY_MS = 24 * 3600 * 1000;

export function materialOf(dataset: Dataset): Material {
  const { people } = dataset;
  // A dataset does not tell its seed and anchor, but its people do.
  const seed = Number.parseInt(people.at(0).id.slice(0, 8), 16);
  const newest = Date.parse(people.at(people.size - 1).updatedAt);
  return {
    dataset,
    person: (index) => people.at(index),
    dayBefore: (days) => new Date(newest - days * DAY_MS).toISOString().slice(0, 10),
    forTable(name, rows) {
      const key = tableKey(seed, name);
      const timeline = new Timeline(key, rows, newest);
      return {
        createdAt: (index) => isoSeconds(timeline.createdAt(index)),
        updatedAt: (index) => isoSeconds(timeline.updatedAt(index)),
        below: (bound, index, field) => below(bound, key, index, field),
        pick: (values, index, field) => values[below(values.length, key, index, field)] as never,
      };
    },
  };
}
