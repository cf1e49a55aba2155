/** What a database answers: every value in the text form in which PostgreSQL writes it. */
export interface QueryResult {
  readonly fields: readonly QueryField[];
  readonly rows: readonly (readonly (string | null)[])[];
}

interface QueryField {
  readonly name: string;
  /** PostgreSQL's own name of the type: `int4`, `float8`, `timestamptz`, … */
  readonly type: string;
}

/**
 * Runs one statement, names without a schema being looked up in `schema`, in a way that can change nothing.
 * Rejects with PostgreSQL's SQLSTATE in `code`, and in `position` where in the statement it stumbled (from 1).
 */
export type Query = (sql: string, schema: string) => Promise<QueryResult>;
