import { shownName } from './identifier.ts';
import type { QueryResult } from './query.ts';

/** How Snowflake describes a column of a result; drivers read values by it. */
export interface RowType {
  readonly name: string;
  readonly type: SnowflakeType;
  readonly nullable: true;
  readonly length: number | null;
  readonly byteLength: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly database: string;
  readonly schema: string;
  readonly table: string;
  readonly collation: null;
}

export type SnowflakeType =
  | 'fixed'
  | 'real'
  | 'text'
  | 'boolean'
  | 'date'
  | 'timestamp_ntz'
  | 'timestamp_tz'
  | 'time'
  | 'variant'
  | 'binary';

const TYPES: Readonly<Record<string, SnowflakeType>> = {
  int2: 'fixed',
  int4: 'fixed',
  int8: 'fixed',
  oid: 'fixed',
  numeric: 'fixed',
  float4: 'real',
  float8: 'real',
  bool: 'boolean',
  date: 'date',
  timestamp: 'timestamp_ntz',
  timestamptz: 'timestamp_tz',
  time: 'time',
  json: 'variant',
  jsonb: 'variant',
  bytea: 'binary',
};

/** Digits of a second; drivers fail on a time or a whole number without a scale. */
const TIME_SCALE = 9;
const LONGEST_TEXT = 16_777_216;
const MOST_DIGITS = 38;

/** The columns of a result. A query shows its names in capitals; every other statement writes them small. */
export function rowTypesOf(result: QueryResult, names: 'capitals' | 'as stored'): RowType[] {
  return result.fields.map(({ name, type: postgresType }, column) => {
    const type = TYPES[postgresType] ?? 'text';
    const isText = type === 'text' || type === 'variant' || type === 'binary';
    return {
      name: names === 'capitals' ? shownName(name) : name,
      type,
      nullable: true,
      length: isText ? LONGEST_TEXT : null,
      byteLength: isText ? LONGEST_TEXT : null,
      precision: type === 'fixed' ? MOST_DIGITS : null,
      scale: scaleOf(type, result, column),
      database: '',
      schema: '',
      table: '',
      collation: null,
    };
  });
}

/** PostgreSQL's `numeric` has a scale in each value, Snowflake's one in each column: the largest there is. */
function scaleOf(type: SnowflakeType, { rows }: QueryResult, column: number): number | null {
  if (type === 'timestamp_ntz' || type === 'timestamp_tz' || type === 'time') return TIME_SCALE;
  if (type !== 'fixed') return null;
  return rows.reduce((scale, row) => Math.max(scale, (row[column] ?? '').split('.')[1]?.length ?? 0), 0);
}
