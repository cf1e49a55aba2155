import type { Destination, DestinationTable, Found } from '../../verify/destination.ts';

/** Rows by names, as a destination would give them. */
export type FoundRow = Readonly<Record<string, Found>>;

export interface MemoryTableOptions {
  readonly name?: string;
  readonly types?: Readonly<Record<string, string>>;
  readonly key?: readonly string[];
}

const BATCH = 1000;

/** A table of the rows given; its columns are those of the first. */
export function memoryTable(rows: readonly FoundRow[], options: MemoryTableOptions = {}): DestinationTable {
  const { name = 'tester.user', types = {}, key = ['id'] } = options;
  const names = Object.keys(rows[0] ?? types);
  const cells = rows.map((row) => names.map((column) => row[column] ?? null));
  return {
    name,
    columns: names.map((column) => ({ name: column, type: types[column] ?? 'VARCHAR' })),
    key,
    count: async () => cells.length,
    async *batches() {
      for (let from = 0; from < cells.length; from += BATCH) yield cells.slice(from, from + BATCH);
    },
  };
}

export function memoryDestination(...tables: readonly DestinationTable[]): Destination {
  return {
    name: 'memory',
    kind: 'duckdb',
    tables: async () => tables,
    async [Symbol.asyncDispose]() {},
  };
}
