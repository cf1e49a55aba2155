/** A column of a result (PostgreSQL documentation, "RowDescription"). */
export interface Column {
  readonly name: string;
  /** The number of its type in pg_type. */
  readonly typeId: number;
  /** What `NUMERIC(8, 2)` has in its parentheses, packed; -1 for none. */
  readonly modifier: number;
}

/** How a value comes: as text, or as the type's own bytes. */
export type ValueFormat = 0 | 1;
export const TEXT = 0;
export const BINARY = 1;

/** Reads the content of a RowDescription. */
export function parseColumns(body: Buffer): Column[] {
  const columns: Column[] = [];
  let at = 2;
  while (columns.length < body.readInt16BE(0)) {
    const end = body.indexOf(0, at);
    columns.push({
      name: body.toString('utf8', at, end),
      typeId: body.readInt32BE(end + 7),
      modifier: body.readInt32BE(end + 13),
    });
    at = end + 19;
  }
  return columns;
}
