import type { Replacement } from './replacement.ts';
import { isSign, isWord, sourceOf, type Token } from './tokens.ts';

/** PostgreSQL's names for Snowflake's types, where they differ. */
const NAMES = new Map([
  ['NUMBER', 'numeric'],
  ['STRING', 'text'],
  ['TINYINT', 'smallint'],
  ['BYTEINT', 'smallint'],
  ['DOUBLE', 'double precision'],
  ['DATETIME', 'timestamp'],
  ['TIMESTAMP_NTZ', 'timestamp'],
  ['TIMESTAMP_LTZ', 'timestamptz'],
  ['TIMESTAMP_TZ', 'timestamptz'],
  ['BINARY', 'bytea'],
  ['VARBINARY', 'bytea'],
  ['VARIANT', 'jsonb'],
  ['OBJECT', 'jsonb'],
]);
/** Of these Snowflake's have a size that PostgreSQL's lack. */
const SIZELESS = ['text', 'bytea', 'jsonb', 'smallint'];
/** What a number without digits is. */
const WHOLE_NUMBER = '(38,0)';

/**
 * The type of a cast as PostgreSQL knows it: what comes after `::`, or at the end of a `CAST(… AS …)`.
 *
 * @param isInCast whether the innermost parenthesis that is open belongs to a `CAST`, and not to a subquery whose last
 *   column is named like a type
 */
export function typeAt(query: readonly Token[], at: number, isInCast: boolean): Replacement | undefined {
  const token = query[at] as Token;
  const type = token.kind === 'word' ? NAMES.get(token.source.toUpperCase()) : undefined;
  if (type === undefined || isWord(query[at + 1], 'PRECISION')) return undefined;
  const isAfterColons = isSign(query[at - 1], '::');
  if (!isAfterColons && !(isInCast && isWord(query[at - 1], 'AS'))) return undefined;
  const end = endOfSize(query, at + 1);
  if (!isAfterColons && !isSign(query[end], ')')) return undefined;
  return { sql: type + sizeOf(type, query.slice(at + 1, end)), length: end - at };
}

function sizeOf(type: string, written: readonly Token[]): string {
  if (SIZELESS.includes(type)) return '';
  const [first] = written;
  if (first) return first.blank + sourceOf(written);
  return type === 'numeric' ? WHOLE_NUMBER : '';
}

/** Where `(10, 2)` is over; `start` where there is no such thing. */
function endOfSize(query: readonly Token[], start: number): number {
  if (!isSign(query[start], '(')) return start;
  let end = start + 1;
  while (isSign(query[end], ',') || /^\d+$/.test(query[end]?.source ?? '')) end += 1;
  return isSign(query[end], ')') ? end + 1 : start;
}
