/** What matters of a destination's type when values are compared, whatever it is called there. */
export interface DestinationType {
  /** In the destination's own words; undefined where it has no types. */
  readonly name: string | undefined;
  /** 32 bits in place of 64. */
  readonly isSingle: boolean;
  readonly isDate: boolean;
  readonly isJson: boolean;
  readonly isText: boolean;
  readonly decimal: { readonly precision: number; readonly scale: number } | undefined;
}

const SINGLE = /^(?:FLOAT|REAL|FLOAT4)$/;
const TEXT = /^(?:VARCHAR|TEXT|STRING|UTF8|CHARACTER VARYING|CHAR|BPCHAR)\b/;
const DECIMAL = /^(?:DECIMAL|NUMERIC)\s*\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/;

/** Reads a type as DuckDB, PostgreSQL and Parquet write it. */
export function parseType(name: string | undefined): DestinationType {
  const upper = (name ?? '').toUpperCase();
  const decimal = DECIMAL.exec(upper);
  return {
    name,
    isSingle: SINGLE.test(upper),
    isDate: upper === 'DATE',
    isJson: upper === 'JSON' || upper === 'JSONB',
    isText: TEXT.test(upper),
    decimal: decimal ? { precision: Number(decimal[1]), scale: Number(decimal[2] ?? 0) } : undefined,
  };
}
