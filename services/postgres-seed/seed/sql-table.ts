/** A value in the text format of COPY, before it is escaped; JSON is its text. */
export type CellValue = string | number | boolean | null;

/** A table as the database has it; no row is stored. */
export interface SqlTable {
  /** With its schema: `iot.devices`. */
  readonly name: string;
  /** What stands in the parentheses of CREATE TABLE. Rows have their values in the same order. */
  readonly columns: string;
  /** Further indexes, as `(updated_at, id)`. */
  readonly indexes: readonly string[];
  /** The column that goes on counting after the last row when a client inserts. */
  readonly serial?: string;
  /** Where it goes on. Left out: after the last row. */
  readonly nextSerial?: number;
  readonly rows: number;
  /** The row at a position from 0 to `rows` - 1. */
  row(index: number): readonly CellValue[];
}

/** The schemas that tables are in, each once. */
export function schemasOf(tables: readonly Pick<SqlTable, 'name'>[]): ReadonlySet<string> {
  return new Set(tables.map(({ name }) => name.slice(0, name.indexOf('.'))));
}
