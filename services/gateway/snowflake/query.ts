/** What a database answers: every value in the text form in which PostgreSQL writes it. */
export interface QueryResult {
  readonly fields: readonly QueryField[];
  readonly rows: readonly (readonly (string | null)[])[];
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
 * Rejects with PostgreSQL's SQLSTATE in `code`, and in `position` where in the statement it stumbled (from 1).
 */
export type Query = (sql: string, schema: string) => Promise<QueryResult>;
