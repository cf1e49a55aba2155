/** What `verify.yaml` says of a table of the destination; what it does not say is found out from values and names. */
export interface GivenTable {
  /** Which table of the world it is: `public.users`. */
  readonly source?: string;
  /** The columns of the destination that hold the source's key, in the order of that key. */
  readonly key?: readonly string[];
  /** Columns of the destination with those of the source. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Columns of either that are not compared. */
  readonly ignore?: readonly string[];
  /** Columns of the destination of which it does not matter what their types lose. */
  readonly lossy?: readonly string[];
  /** `part` where the destination has only some of the rows on purpose. Default: `all`. */
  readonly rows?: 'all' | 'part';
}

export interface VerifyFile {
  /** By the name of the destination's table, with its schema or without. */
  readonly tables: Readonly<Record<string, GivenTable>>;
  /** Ids of findings of `playground test` that are expected: `16-3f2a1b9c`. */
  readonly known?: readonly string[];
}

export const NOTHING_GIVEN: VerifyFile = { tables: {} };
