import type { Found } from '../../destination.ts';
import { readInstant, readLocalTime, readWholeNumber } from '../text-values.ts';

/** How values of a type leave DuckDB, and what they are here. */
interface Passage {
  /** SQL for the value as text. */
  readonly select: (column: string) => string;
  /** From that text; undefined: it stays text. */
  readonly read: ((text: string) => Found) | undefined;
}

const asIs = (column: string): string => column;
/** Nested values: as JSON. */
const asJson = (column: string): string => `to_json(${column})`;

/**
 * How a column of DuckDB is presented:
 *
 * | type | value |
 * |---|---|
 * | `BOOLEAN` | boolean |
 * | whole numbers | number; beyond 2^53 bigint |
 * | `FLOAT` | number, the 32-bit one: 19.989999771118164 for 19.99 |
 * | `DOUBLE` | number |
 * | `DECIMAL` | text with all digits of its scale: `1.5000` |
 * | `DATE` | text: `2026-01-01` |
 * | `TIMESTAMP`, in any precision | text: `2026-01-01T00:00:00.123456`, without a fraction where it is none |
 * | `TIMESTAMP WITH TIME ZONE` | the same in UTC: `2026-01-01T00:00:00.123456Z` |
 * | `BLOB` | bytes |
 * | `JSON`, lists, structures, maps | JSON as text |
 * | all others | text as DuckDB writes it |
 *
 * Dates that no ISO 8601 has (`infinity`, years before Christ) stay as DuckDB writes them.
 */
export function passageOf(type: string): Passage {
  if (/[[(]/.test(type) && !type.startsWith('DECIMAL') && !type.startsWith('ENUM')) {
    return { select: asJson, read: undefined };
  }
  return PASSAGES.get(type) ?? { select: asIs, read: undefined };
}

const WHOLE = ['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT', 'UINTEGER'];
const LONG = ['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'BIGNUM', 'VARINT'];
const LOCAL_TIMES = ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'];

const PASSAGES: ReadonlyMap<string, Passage> = new Map<string, Passage>([
  ['BOOLEAN', { select: asIs, read: (text) => text === 'true' }],
  ...[...WHOLE, 'DOUBLE'].map((type) => [type, { select: asIs, read: readNumber }] as const),
  ...LONG.map((type) => [type, { select: asIs, read: readWholeNumber }] as const),
  ['FLOAT', { select: asIs, read: (text) => Math.fround(readNumber(text)) }],
  ...LOCAL_TIMES.map((type) => [type, { select: asIs, read: readLocalTime }] as const),
  ['TIMESTAMP WITH TIME ZONE', { select: asIs, read: readInstant }],
  ['BLOB', { select: (column) => `hex(${column})`, read: (text) => Buffer.from(text, 'hex') }],
]);

function readNumber(text: string): number {
  const value = Number(text);
  return Number.isNaN(value) ? (NOT_FINITE.get(text) ?? value) : value;
}

const NOT_FINITE = new Map([
  ['inf', Infinity],
  ['-inf', -Infinity],
]);
