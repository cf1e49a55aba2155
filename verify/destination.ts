/** A value as a destination gives it: times as Date or text, whole numbers beyond 2^53 as bigint, JSON as text or parsed. */
export type Found = string | number | bigint | boolean | null | Date | Uint8Array | object;

export interface DestinationColumn {
  readonly name: string;
  /** In the destination's own words: `FLOAT`, `TIMESTAMP WITH TIME ZONE`; undefined where it has no types (CSV). */
  readonly type: string | undefined;
}

/** A table that a connector wrote. */
export interface DestinationTable {
  /** With its schema where there is one: `tester.user`. */
  readonly name: string;
  readonly columns: readonly DestinationColumn[];
  /** The declared key; empty where there is none. */
  readonly key: readonly string[];
  /** Tables of the elements of lists that are columns of this one in the source: `crm.people__tags`. Default: none. */
  readonly lists?: readonly string[];
  count(): Promise<number>;
  /** All rows, some thousand at a time, each an array in the order of `columns`. Never more than a few batches in memory. */
  batches(): AsyncIterable<readonly (readonly Found[])[]>;
  /** Rows of several places, a batch of each, few enough to be read at little cost. Left out: the first batch stands for all. */
  places?(): AsyncIterable<readonly (readonly Found[])[]>;
}

/** What can be opened by its place. */
export type DestinationKind = 'duckdb' | 'postgres' | 'parquet' | 'csv' | 'ndjson' | 'singer' | 'airbyte';

/** Where a connector wrote to: opened for reading, and never changed. */
export interface Destination extends AsyncDisposable {
  /** As a user names it: `files/warehouse.db`. */
  readonly name: string;
  readonly kind: DestinationKind | 'memory';
  tables(): Promise<readonly DestinationTable[]>;
  /** How many bytes a loader keeps there to go on from, where it does; undefined where nothing is kept yet. */
  stateSize?(): Promise<number | undefined>;
}
