/** What a row holds: texts, numbers and booleans as they are; times as ISO 8601; JSON as its text. */
export type CellValue = string | number | boolean | null;

/** A table and its rows, of which none is stored: a row is worked out when it is asked for. */
export interface Table {
  /** With its schema: `iot.devices`. */
  readonly name: string;
  /** What stands in the parentheses of CREATE TABLE. Rows have their values in the same order. */
  readonly columns: string;
  /** Further indexes, as `(updated_at, id)`. */
  readonly indexes?: readonly string[];
  /** The column that goes on counting after the last row when a client inserts. */
  readonly serial?: string;
  readonly rows: number;
  /** The row at a position from 0 to `rows` - 1. */
  row(index: number): readonly CellValue[];
}
