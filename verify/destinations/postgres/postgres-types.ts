import type { Found } from '../../destination.ts';
import { readInstant, readLocalTime, readWholeNumber } from '../text-values.ts';

/**
 * How a column of PostgreSQL is presented, from the text that the server writes; undefined: it stays text.
 *
 * | type | value |
 * |---|---|
 * | `boolean` | boolean |
 * | `smallint`, `integer`, `bigint` | number; beyond 2^53 bigint |
 * | `real` | number, the 32-bit one: 19.989999771118164 for 19.99 |
 * | `double precision` | number |
 * | `numeric` | text with all its digits: `1.5000` |
 * | `date` | text: `2026-01-01` |
 * | `timestamp without time zone` | text: `2026-01-01T00:00:00.123456`, without a fraction where it is none |
 * | `timestamp with time zone` | the same in UTC: `2026-01-01T00:00:00.123456Z` |
 * | `bytea` | bytes |
 * | `json`, `jsonb` | JSON as text |
 * | all others | text as PostgreSQL writes it |
 *
 * Dates that no ISO 8601 has (`infinity`, years before Christ) stay as PostgreSQL writes them.
 *
 * @param type as `format_type` gives it
 */
export function readerOf(type: string): ((text: string) => Found) | undefined {
  // `timestamp(3) with time zone`; not `timestamp[]`.
  return READERS.get(type.replace(/\(\d+\)/, ''));
}

const READERS: ReadonlyMap<string, (text: string) => Found> = new Map<string, (text: string) => Found>([
  ['boolean', (text) => text === 't'],
  ['smallint', Number],
  ['integer', Number],
  ['bigint', readWholeNumber],
  ['real', (text) => Math.fround(Number(text))],
  ['double precision', Number],
  ['timestamp without time zone', readLocalTime],
  ['timestamp with time zone', readInstant],
  ['bytea', (text) => Buffer.from(text.slice('\\x'.length), 'hex')],
]);
