/** Which of a table's rows an answer held: places of the first and the last in the whole table, from 0. */
export interface ServedRows {
  /** What the table is in order of: a column (`updatedAt`, `updatedAt desc`), or `position` for the source's own order. */
  readonly order: string;
  readonly first: number;
  readonly last: number;
}

/** Of an answer that is a page of a walk: whether it is the last one, and what it says the client should ask for next. */
export interface ServedPage {
  readonly isLast: boolean;
  /** The URL or the cursor that it gives; null where it gives none. */
  readonly next: string | null;
}

/** Which list was asked for, as a service understands the request that knows it from a declaration. */
export interface AskedList {
  /** The table whose rows it lists. */
  readonly table: string;
  /** Whether it lists rows, or is one of them by its key, or lists keys of rows that are gone. */
  readonly gives: 'rows' | 'row' | 'deletes';
  /** Whether it is of some rows alone: of those that belong to one of another table, or have a value. Their places are not known. */
  readonly isPart: boolean;
  /** From when on they are wanted, in ms since 1970; null where all are. */
  readonly since: number | null;
  /** Which of their times that is about. */
  readonly by: 'createdAt' | 'updatedAt';
  /** Whether those of that very instant are left out. */
  readonly isStrict: boolean;
  /** By what pages are asked for; `none` where there is one. */
  readonly paging: 'none' | 'page' | 'offset' | 'cursor' | 'after';
  /** How many rows a page may have; null where that cannot be told. */
  readonly size: number | null;
  /** Which page of its walk, from 1; null where that cannot be told. */
  readonly page: number | null;
  /** What the page before has given to ask for this one; null at the beginning of a walk, and where pages are counted. */
  readonly token: string | null;
}

/**
 * One thing that a client asked of a service: a request, a statement, a tunnel, a login. What is null is not known, or not
 * yet: the status until the answer begins, the duration and the bytes until it has ended.
 */
export interface JournalEntry {
  /** Counts whatever was noted since the start or the last reset, from 1. */
  readonly number: number;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /**
   * When it came by the machine's own clock, in milliseconds since 1970, which goes on where the world's stands still; null
   * where nobody saw it come: statements are read from a log.
   */
  receivedAt: number | null;
  /** Which connection it came by, from 1 in each process; null where that is not known. */
  connection: number | null;
  /** Whom it was asked of: `api`, `postgres`. */
  readonly service: string;
  /** What was to be done: the HTTP method, `query`, `tunnel`, `login`. */
  operation: string | null;
  /** What it was to be done with: a URL, a statement, `host:port`. Secrets are masked, and long ones cut with `…`. */
  target: string | null;
  /** The service's own name for it: a route, an operation of S3, the tag of a statement. */
  route: string | null;
  rows: ServedRows | null;
  page: ServedPage | null;
  /** Null of services whose routes say which list it is. */
  list: AskedList | null;
  /** Of HTTP. Other protocols have an error code, or none when it went well. */
  status: number | null;
  /** Until the last byte of the answer; of a tunnel, until it is closed. */
  durationMs: number | null;
  /** Of the answer, as far as they were sent: its body for HTTP, rows for a statement, both directions for a tunnel. */
  bytes: number | null;
  /** True when the answer was not sent whole: the client went away, or a fault of the plan ended it. */
  aborted: boolean;
  /** What of the fault plan happened to it: the entry's number and the effect. */
  fault: string | null;
  /** How long the client was asked to wait: the header `Retry-After` as it was sent, in seconds or a date. */
  retryAfter: string | null;
  /** The stable code of the error that was answered: the service's own, SQLSTATE for statements. */
  errorCode: string | null;
}

/** What is known of an entry when it begins. */
export interface Noted {
  readonly service: string;
  readonly operation: string | null;
  readonly target: string | null;
}
