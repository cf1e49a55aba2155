import type { GivenTable } from '../verify/mapping/verify-file.ts';

/** So many rows, or, where an example draws at random, any number from the least to the most. */
export type Count = number | readonly [least: number, most: number];

/** `200`, or `2 to 6`. */
export function presentCount(count: Count): string {
  return typeof count === 'number' ? String(count) : count.join(' to ');
}

/** A table of the destination after a sync. */
export interface ExpectedTable {
  readonly rows: Count;
  /** Of these, those that this sync wrote, whether they were there before or not. */
  readonly written: Count;
  /** Of these, those that are marked as deleted; none if left out. */
  readonly deleted?: number;
}

export interface ExpectedSync {
  readonly tables: Readonly<Record<string, ExpectedTable>>;
  /** For a sync that is known to fail: what its log says then. */
  readonly failsWith?: string;
}

/** What the syncs of an example, one after the other, leave in the destination. */
export type Expectation = readonly ExpectedSync[];

type Rows = Readonly<Record<string, Count>>;

/** Two syncs, and each reads everything: the second writes the same rows again. */
export function everythingTwice(rows: Rows): Expectation {
  return firstEverythingThen(rows, rows);
}

/** Two syncs: the first reads everything, the second only what it cannot know to be old (nothing unless said). */
export function firstEverythingThen(rows: Rows, again: Rows = {}): Expectation {
  return [
    { tables: tablesOf(rows, (count) => ({ rows: count, written: count })) },
    { tables: tablesOf(rows, (count, table) => ({ rows: count, written: again[table] ?? 0 })) },
  ];
}

/** Two syncs, and each adds as many new rows. */
export function moreEachTime(rows: Rows): Expectation {
  return [1, 2].map((syncs) => ({
    tables: tablesOf(rows, (count) => ({ rows: times(syncs, count), written: count })),
  }));
}

/** One sync, which fails as the example was published. */
export function fails(failsWith: string): Expectation {
  return [{ tables: {}, failsWith }];
}

function tablesOf(
  rows: Rows,
  expected: (count: Count, table: string) => ExpectedTable,
): ExpectedSync['tables'] {
  return Object.fromEntries(Object.entries(rows).map(([table, count]) => [table, expected(count, table)]));
}

function times(factor: number, count: Count): Count {
  return typeof count === 'number' ? factor * count : [factor * count[0], factor * count[1]];
}

/** Tables of a destination, and which tables of the world they hold: all columns and rows, unless it says otherwise. */
export type HeldTables = Readonly<Record<string, GivenTable>>;
