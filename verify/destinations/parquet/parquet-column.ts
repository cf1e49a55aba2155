import type { LogicalType, SchemaElement, SchemaTree } from 'hyparquet';
import type { Found } from '../../destination.ts';
import { decimalText } from './decimal-text.ts';
import { clockText, dayText, type PerSecond, timeText } from './time-text.ts';

/** How a column of Parquet is presented. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: string;
  readonly source: SchemaElement;
  /** What the library is told that it is; undefined: what it is. */
  readonly shown: SchemaElement | undefined;
  /** From what the library makes of it; undefined: it stays. */
  readonly read: ((value: never) => Found) | undefined;
}

/**
 * A column of a Parquet file:
 *
 * | type | value |
 * |---|---|
 * | `BOOLEAN`, `FLOAT`, `DOUBLE`, `FLOAT16` | boolean, number (of a `FLOAT` the 32-bit one) |
 * | `INT32`, `INT64`, `INTEGER(16, signed)` … | number; beyond 2^53 bigint |
 * | `DECIMAL(18,4)` | text with all digits of its scale: `1.5000` |
 * | `STRING`, `ENUM`, `JSON`, `UUID` | text |
 * | `DATE` | text: `2026-01-01` |
 * | `TIMESTAMP(MICROS)` | text: `2026-01-01T00:00:00.123456`, without a fraction where it is none |
 * | `TIMESTAMP(MICROS, UTC)`, `INT96` | the same in UTC: `2026-01-01T00:00:00.123456Z` |
 * | `TIME(MICROS)` | text: `01:02:03.5` |
 * | lists, maps, structures | JSON as text; their decimals are floats |
 * | all others | bytes |
 */
export function parquetColumn({ element, children }: SchemaTree): ParquetColumn {
  const { name } = element;
  if (children.length > 0 || element.repetition_type === 'REPEATED') {
    return { name, type: nestedType(element), source: element, shown: undefined, read: jsonText };
  }
  const logical = logicalOf(element);
  const { shown, read } = presentationOf(element, logical);
  return {
    name,
    type: logical === undefined ? (element.type ?? 'NULL') : typeName(logical),
    source: element,
    shown: shown === undefined ? undefined : { ...without(element), ...shown },
    read,
  };
}

type Presentation = { readonly shown?: Partial<SchemaElement>; readonly read?: (value: never) => Found };

const AS_BYTES = {};
const AS_TEXT = { converted_type: 'UTF8' } as const;

function presentationOf({ type }: SchemaElement, logical: LogicalType | undefined): Presentation {
  switch (logical?.type) {
    case 'DECIMAL':
      return { shown: AS_BYTES, read: (value) => decimalText(value, logical.scale) };
    case 'DATE':
      return { shown: AS_BYTES, read: dayText };
    case 'TIMESTAMP':
      return {
        shown: AS_BYTES,
        read: timeText(PER_SECOND[logical.unit], logical.isAdjustedToUTC ? 'Z' : ''),
      };
    case 'TIME':
      return { shown: AS_BYTES, read: (value) => clockText(value, PER_SECOND[logical.unit]) };
    case 'STRING':
    case 'ENUM':
    case 'JSON':
      return { shown: AS_TEXT };
    case 'BSON':
    case 'INTERVAL':
    case 'GEOMETRY':
    case 'GEOGRAPHY':
      return { shown: AS_BYTES };
    case undefined:
      if (type === 'INT96') return { read: timeText(PER_SECOND.NANOS, 'Z') };
  }
  return type === 'INT64' ? { read: wholeNumber } : {};
}

const PER_SECOND: Readonly<Record<'MILLIS' | 'MICROS' | 'NANOS', PerSecond>> = {
  MILLIS: 1e3,
  MICROS: 1e6,
  NANOS: 1e9,
};

/** What writers of before 2018 say by another field. Their times are in UTC. */
function logicalOf({
  logical_type: logical,
  converted_type: converted,
  precision = 0,
  scale = 0,
}: SchemaElement): LogicalType | undefined {
  if (logical !== undefined)
    return logical.type === 'DECIMAL' ? { ...logical, scale: logical.scale ?? 0 } : logical;
  switch (converted) {
    case 'UTF8':
      return { type: 'STRING' };
    case 'DECIMAL':
      return { type: 'DECIMAL', precision, scale };
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
      return { type: 'TIME', isAdjustedToUTC: true, unit: converted === 'TIME_MILLIS' ? 'MILLIS' : 'MICROS' };
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return {
        type: 'TIMESTAMP',
        isAdjustedToUTC: true,
        unit: converted === 'TIMESTAMP_MILLIS' ? 'MILLIS' : 'MICROS',
      };
    case 'DATE':
    case 'JSON':
    case 'ENUM':
    case 'BSON':
    case 'INTERVAL':
      return { type: converted };
    case undefined:
    case 'LIST':
    case 'MAP':
    case 'MAP_KEY_VALUE':
      return undefined;
    default:
      return {
        type: 'INTEGER',
        bitWidth: Number(converted.split('_')[1]),
        isSigned: converted.startsWith('INT'),
      };
  }
}

function typeName(logical: LogicalType): string {
  switch (logical.type) {
    case 'DECIMAL':
      return `DECIMAL(${logical.precision},${logical.scale})`;
    case 'TIMESTAMP':
      return `TIMESTAMP(${logical.unit}${logical.isAdjustedToUTC ? ', UTC' : ''})`;
    case 'TIME':
      return `TIME(${logical.unit})`;
    case 'INTEGER':
      return `INTEGER(${logical.bitWidth}, ${logical.isSigned ? 'signed' : 'unsigned'})`;
    default:
      return logical.type;
  }
}

function nestedType({ logical_type: logical, converted_type: converted }: SchemaElement): string {
  return logical?.type ?? converted ?? 'STRUCT';
}

function without({ converted_type, logical_type, ...element }: SchemaElement): SchemaElement {
  return element;
}

function wholeNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Whole numbers beyond 2^53 and bytes have no JSON: the former are texts in it, the latter hexadecimal. */
function jsonText(value: object): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return Number.isSafeInteger(Number(part)) ? Number(part) : String(part);
    return part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part;
  });
}
