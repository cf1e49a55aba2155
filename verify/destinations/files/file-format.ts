import type { DestinationColumn, Found } from '../../destination.ts';

/** How files of a kind are read. */
export interface FileFormat {
  readonly kind: 'parquet' | 'csv' | 'ndjson';
  /** How the names of its files end, without the dot. */
  readonly endings: readonly string[];
  open(file: string): Promise<DataFile>;
}

/** A file of a table. */
export interface DataFile {
  readonly columns: readonly DestinationColumn[];
  count(): Promise<number>;
  /** In the order of `columns`, some thousand rows at a time. */
  batches(): AsyncIterable<Found[][]>;
}
