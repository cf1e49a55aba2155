import type { ValueFormat } from './column.ts';

/** How the rows of one query become files. */
export interface RowFormat {
  /** What the database is asked for, column by column. */
  readonly valueFormats: readonly ValueFormat[];
  /** What the names of the files end in. */
  readonly suffix: string;
  /** Begins a file. One is written at a time. */
  begin(): RowFile;
}

export interface RowFile {
  /** @param row content of a DataRow, which is not kept. @throws SqlError for a value that has no place in the file */
  add(row: Buffer): void;
  /** What the rows since the last `take` had, in bytes on the wire. */
  readonly waitingBytes: number;
  /** What these rows are in the file, a row group of Parquet. */
  take(): Uint8Array;
  /** What the file ends in, when all rows are taken. */
  end(): Uint8Array;
}
