/** A row: every value in the text form in which PostgreSQL writes it. */
export type Row = readonly (string | null)[];

/** What a database answers. */
export interface QueryResult {
  readonly fields: readonly QueryField[];
  /** To be read once. They come as they are read: while nobody reads, the database waits. */
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
}

export interface QueryField {
  readonly name: string;
  /** PostgreSQL's own name of the type: `int4`, `float8`, `timestamptz`, …; `int4[]` for an array of them. */
  readonly type: string;
  /** Digits, and those after the point, of a `numeric(10,2)`; of no other. */
  readonly digits?: { readonly precision: number; readonly scale: number };
  /** Characters of a `varchar(10)` or `char(10)`; of no other. */
  readonly characters?: number;
}

/**
 * Runs one statement, names without a schema being looked up in `schema`, in a way that can change nothing.
 * Rejects, as does reading the rows, with PostgreSQL's SQLSTATE in `code`, its `severity`, and in `position` where in the
 * statement it stumbled (from 1). An error without a severity never reached the database.
 *
 * @param signal ends the statement in the database, too; both then reject with its reason
 */
export type Query = (sql: string, schema: string, signal: AbortSignal) => Promise<QueryResult>;
