import type { SchemaElement } from 'hyparquet-writer';
import type { ValueFormat } from '../column.ts';

/** A column of a Parquet file, and what of it is not written yet. */
export interface ParquetColumn {
  readonly valueFormat: ValueFormat;
  /** @param value undefined for NULL; not kept. @throws SqlError for what the type cannot hold */
  add(value: Buffer | undefined): void;
  /** The values since the last `take`. @throws SqlError */
  take(): unknown[];
  /** Its place in the schema; asked for after the first `take`. */
  element(): SchemaElement;
}

/** What a type is in Parquet. */
export type ParquetType = Omit<SchemaElement, 'name' | 'repetition_type'>;

/** Results do not tell whether a value may be missing. */
export function elementOf(name: string, type: ParquetType): SchemaElement {
  return { name, repetition_type: 'OPTIONAL', ...type };
}
