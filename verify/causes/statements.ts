import { instantOf } from '../values/instant.ts';
import type { Bound } from './bound.ts';

const CHANGED = String.raw`"?[\w.]*(?:updat|modif|chang)\w*"?`;
const INSTANT = String.raw`(?:timestamp\w*\s*)?(?:'([^']+)'|\$(\d+))`;
/** `updated_at > $1`, `"UpdatedAt" >= '2026-01-01 00:00:00+00'::timestamptz`. */
const COMPARISON = new RegExp(String.raw`${CHANGED}\s*(>=?)\s*${INSTANT}`, 'i');
/** `(updated_at, id) > ($1, $2)`, which wants rows with this very time, too. */
const OF_ROWS = new RegExp(String.raw`\(\s*${CHANGED}\s*,[\w\s."]+\)\s*>=?\s*\(\s*${INSTANT}`, 'i');

/** From when on a statement wants rows, if it compares a time of change with an instant; its parameters are behind `--`. */
export function boundOfStatement(statement: string): Bound | undefined {
  const [, sign, literal, place] = COMPARISON.exec(statement) ?? [];
  const [, ofRows, placeOfRows] = OF_ROWS.exec(statement) ?? [];
  const written = literal ?? parameterIn(statement, place) ?? ofRows ?? parameterIn(statement, placeOfRows);
  const time = written === undefined ? undefined : instantOf(written);
  return time === undefined ? undefined : { time, isStrict: sign === '>' };
}

function parameterIn(statement: string, place: string | undefined): string | undefined {
  if (place === undefined) return undefined;
  const parameters = statement.slice(statement.lastIndexOf('--'));
  return new RegExp(`\\$${place} = '([^']*)'`).exec(parameters)?.[1];
}

const AGGREGATE = /^\s*select\s+(?:count|max|min|sum|avg)\s*\(/i;

/** Whether a statement asks for one figure of many rows. */
export function isAggregate(statement: string): boolean {
  return AGGREGATE.test(statement);
}
