import { presentArray } from './present-array.ts';
import type { SnowflakeType } from './row-type.ts';

const DAY = 24 * 3_600_000;
/** Snowflake counts the minutes of an offset from this, so that they are never negative. */
const OFFSET_ORIGIN_MINUTES = 1440;

/**
 * A value of PostgreSQL's text form in the text form of Snowflake's JSON results: days for a date, seconds for a
 * time, `1` and `0` for a truth value. What Snowflake has no value for (`infinity`, `NaN`) becomes null.
 *
 * @param postgresType PostgreSQL's name of the type, which tells of what an array is
 */
export function presentValue(type: SnowflakeType, text: string | null, postgresType = ''): string | null {
  if (text === null) return null;
  switch (type) {
    case 'boolean':
      return text === 't' ? '1' : '0';
    case 'fixed':
      return /^-?\d/.test(text) ? text : null;
    case 'date': {
      const time = Date.parse(`${text}T00:00:00Z`);
      return Number.isNaN(time) ? null : String(time / DAY);
    }
    case 'timestamp_ntz':
    case 'timestamp_tz':
      return presentTimestamp(type, text);
    case 'time':
      return seconds(Date.parse(`1970-01-01T${text.slice(0, 8)}Z`), text.slice(8));
    case 'array':
      return presentArray(text, postgresType.slice(0, -2));
    case 'binary':
      return text.replace(/^\\x/, '').toUpperCase();
    default:
      return text;
  }
}

/** Reads `2026-01-02 03:04:05.678+01`. */
function presentTimestamp(type: 'timestamp_ntz' | 'timestamp_tz', text: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?(?:([+-])(\d\d)(?::(\d\d))?)?$/.exec(text);
  if (!match) return null;
  const [, day, clock, fraction = '', sign, hours = '0', minutes = '0'] = match;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const value = seconds(Date.parse(`${day}T${clock}Z`) - offset * 60_000, fraction);
  return type === 'timestamp_tz' ? `${value} ${offset + OFFSET_ORIGIN_MINUTES}` : value;
}

/** Whole seconds and nine digits. Before 1970 the fraction counts towards the present too, so it is taken off. */
function seconds(time: number, fraction: string): string {
  const nanoseconds = BigInt(time) * 1_000_000n + BigInt(fraction.slice(1).padEnd(9, '0'));
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const digits = String(size).padStart(10, '0');
  return `${nanoseconds < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
