import { BINARY, type Column, TEXT, type ValueFormat } from '../column.ts';
import { valueOutOfRange } from '../errors.ts';
import { elementOf, type ParquetColumn, type ParquetType } from './parquet-column.ts';

interface Kind {
  readonly name: string;
  readonly type: ParquetType;
  readonly format: ValueFormat;
  /** Gives undefined for what the type cannot hold. */
  readonly read: (value: Buffer) => unknown;
}

/** PostgreSQL counts days and microseconds from 2000-01-01. */
const EPOCH_DAYS = 10_957;
const EPOCH_MICROSECONDS = 86_400_000_000n * BigInt(EPOCH_DAYS);
/** How it writes infinity and -infinity, which Amazon Redshift does not know. */
const DAY_LIMITS = [2_147_483_647, -2_147_483_648];
const MICROSECOND_LIMITS = [9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n];

/** By the number of the type in PostgreSQL's pg_type. */
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [16, binary('BOOLEAN', { type: 'BOOLEAN' }, (value) => value[0] === 1)],
  [21, binary('SMALLINT', { type: 'INT32', converted_type: 'INT_16' }, (value) => value.readInt16BE(0))],
  [23, binary('INTEGER', { type: 'INT32' }, (value) => value.readInt32BE(0))],
  [20, binary('BIGINT', { type: 'INT64' }, (value) => value.readBigInt64BE(0))],
  [700, binary('REAL', { type: 'FLOAT' }, (value) => value.readFloatBE(0))],
  [701, binary('DOUBLE PRECISION', { type: 'DOUBLE' }, (value) => value.readDoubleBE(0))],
  [1082, binary('DATE', { type: 'INT32', converted_type: 'DATE' }, readDate)],
  [1114, binary('TIMESTAMP', timestampType(false), readTimestamp)],
  [1184, binary('TIMESTAMPTZ', timestampType(true), readTimestamp)],
]);

/** Every other type is the text that PostgreSQL gives. */
const VARCHAR: Kind = {
  name: 'VARCHAR',
  type: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  format: TEXT,
  read: (value) => value.toString('utf8'),
};

/** A column of any type but DECIMAL. */
export function plainColumn({ name, typeId }: Column): ParquetColumn {
  const kind = KINDS.get(typeId) ?? VARCHAR;
  let values: unknown[] = [];
  return {
    valueFormat: kind.format,
    element: () => elementOf(name, kind.type),
    add(bytes) {
      const value = bytes && kind.read(bytes);
      if (bytes && value === undefined) throw valueOutOfRange(name, kind.name);
      values.push(value);
    },
    take() {
      const taken = values;
      values = [];
      return taken;
    },
  };
}

function binary(name: string, type: ParquetType, read: Kind['read']): Kind {
  return { name, type, format: BINARY, read };
}

/** A time with a zone is one of UTC, and the zone is not kept: so does Amazon Redshift. */
function timestampType(isAdjustedToUTC: boolean): ParquetType {
  return { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' } };
}

function readDate(value: Buffer): number | undefined {
  const days = value.readInt32BE(0);
  return DAY_LIMITS.includes(days) ? undefined : days + EPOCH_DAYS;
}

function readTimestamp(value: Buffer): bigint | undefined {
  const microseconds = value.readBigInt64BE(0);
  return MICROSECOND_LIMITS.includes(microseconds) ? undefined : microseconds + EPOCH_MICROSECONDS;
}
