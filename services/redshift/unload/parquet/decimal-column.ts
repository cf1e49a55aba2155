import { BINARY, type Column } from '../column.ts';
import { tooPrecise, valueOutOfRange } from '../errors.ts';
import { parseNumeric, scaleOf } from './numeric.ts';
import { elementOf, type ParquetColumn, type ParquetType } from './parquet-column.ts';

/** The number of NUMERIC in PostgreSQL's pg_type. */
export const NUMERIC = 1700;
/** As many digits as a DECIMAL of Amazon Redshift may have. */
const MOST_DIGITS = 38;
const BYTES_OF_MOST_DIGITS = 16;

/** @throws SqlError for a type of more digits than Amazon Redshift knows */
export function decimalColumn({ name, modifier }: Column): ParquetColumn {
  return modifier === -1 ? undeclared(name) : declared(name, modifier);
}

function declared(name: string, modifier: number): ParquetColumn {
  const { precision, scale } = parseModifier(modifier);
  if (precision > MOST_DIGITS) throw tooPrecise(name, precision);
  let values: Array<bigint | undefined> = [];
  return {
    valueFormat: BINARY,
    element: () => elementOf(name, decimalType(precision, scale)),
    add: (value) => void values.push(value && unitsOf(name, value, precision, scale)),
    take() {
      const taken = values;
      values = [];
      return taken;
    },
  };
}

/**
 * What sums and averages are: PostgreSQL gives them no scale. The file needs one, so it is the largest of the first
 * row group, with all the digits there are.
 */
function undeclared(name: string): ParquetColumn {
  let scale: number | undefined;
  let values: Array<Buffer | undefined> = [];
  return {
    valueFormat: BINARY,
    element: () => elementOf(name, decimalType(MOST_DIGITS, scale ?? 0)),
    add: (value) => void values.push(value && Buffer.from(value)),
    take() {
      const taken = values;
      values = [];
      const known = scale ?? taken.reduce((most, value) => Math.max(most, value ? scaleOf(value) : 0), 0);
      scale = known;
      return taken.map((value) => value && unitsOf(name, value, MOST_DIGITS, known));
    },
  };
}

function unitsOf(column: string, value: Buffer, precision: number, scale: number): bigint {
  const units = parseNumeric(value, scale);
  const limit = 10n ** BigInt(precision);
  if (units === undefined || units >= limit || units <= -limit) {
    throw valueOutOfRange(
      column,
      `DECIMAL(${precision}, ${scale})`,
      'Cast the column to a DECIMAL that holds it.',
    );
  }
  return units;
}

/** The smallest that holds it, as Parquet's specification wants it. */
function decimalType(precision: number, scale: number): ParquetType {
  const decimal = { converted_type: 'DECIMAL', precision, scale } as const;
  if (precision <= 9) return { type: 'INT32', ...decimal };
  if (precision <= 18) return { type: 'INT64', ...decimal };
  return { type: 'FIXED_LEN_BYTE_ARRAY', type_length: BYTES_OF_MOST_DIGITS, ...decimal };
}

/** `NUMERIC(precision, scale)` in one number, 4 more than its parts; a scale below zero is one of zero here. */
function parseModifier(modifier: number): { precision: number; scale: number } {
  const packed = modifier - 4;
  const scale = ((packed & 0x7ff) ^ 0x400) - 0x400;
  return { precision: ((packed >> 16) & 0xffff) - Math.min(scale, 0), scale: Math.max(scale, 0) };
}
