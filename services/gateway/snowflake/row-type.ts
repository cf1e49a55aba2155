import type { QueryField, Row } from './query.ts';

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
  | 'array'
  | 'binary';

const TYPES = new Map<string, SnowflakeType>([
  ['int2', 'fixed'],
  ['int4', 'fixed'],
  ['int8', 'fixed'],
  ['oid', 'fixed'],
  ['numeric', 'fixed'],
  ['float4', 'real'],
  ['float8', 'real'],
  ['bool', 'boolean'],
  ['date', 'date'],
  ['timestamp', 'timestamp_ntz'],
  ['timestamptz', 'timestamp_tz'],
  ['time', 'time'],
  ['json', 'variant'],
  ['jsonb', 'variant'],
  ['bytea', 'binary'],
]);

type Size = Pick<RowType, 'length' | 'byteLength' | 'precision' | 'scale'>;

const NO_SIZE: Size = { length: null, byteLength: null, precision: null, scale: null };
/** Nine digits of a second; drivers fail on a time without a scale. */
const TIME_SIZE: Size = { ...NO_SIZE, precision: 0, scale: 9 };
const LONGEST_TEXT = 16_777_216;
const LONGEST_BINARY = 8_388_608;
/** Of one character in UTF-8. */
const MOST_BYTES = 4;
const MOST_DIGITS = 38;

/**
 * @param nameOf how a column is called
 * @param scales the largest of each column, by {@link countScales}
 */
export function rowTypesOf(
  fields: readonly QueryField[],
  nameOf: (stored: string, column: number) => string,
  scales: readonly number[] = [],
): RowType[] {
  return fields.map((field, column) => {
    const type = snowflakeType(field);
    return {
      name: nameOf(field.name, column),
      type,
      nullable: true,
      ...sizeOf(type, field, scales[column] ?? 0),
      database: '',
      schema: '',
      table: '',
      collation: null,
    };
  });
}

export function snowflakeType({ type }: QueryField): SnowflakeType {
  return TYPES.get(type) ?? (type.endsWith('[]') ? 'array' : 'text');
}

function sizeOf(type: SnowflakeType, field: QueryField, largestScale: number): Size {
  switch (type) {
    case 'fixed': {
      const { precision, scale } = field.digits ?? { precision: MOST_DIGITS, scale: largestScale };
      return { ...NO_SIZE, precision: Math.min(precision, MOST_DIGITS), scale };
    }
    case 'text': {
      const length = field.characters ?? LONGEST_TEXT;
      return { ...NO_SIZE, length, byteLength: Math.min(length * MOST_BYTES, LONGEST_TEXT) };
    }
    case 'binary':
      return { ...NO_SIZE, length: LONGEST_BINARY, byteLength: LONGEST_BINARY };
    case 'time':
    case 'timestamp_ntz':
    case 'timestamp_tz':
      return TIME_SIZE;
    default:
      return NO_SIZE;
  }
}

/** Without digits PostgreSQL's `numeric` has a scale in each value, Snowflake's one in each column: the largest there is. */
export function countScales(scales: number[], row: Row): void {
  for (const [column, largest] of scales.entries()) {
    const value = row[column] ?? '';
    const point = value.indexOf('.');
    if (point !== -1) scales[column] = Math.max(largest, value.length - point - 1);
  }
}
