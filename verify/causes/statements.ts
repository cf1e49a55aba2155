import { instantOf } from '../values/instant.ts';
import type { Bound } from './bound.ts';

/** `updated_at > $1`, `"UpdatedAt" >= '2026-01-01 00:00:00+00'::timestamptz`. */
const COMPARISON = /"?[\w.]*(?:updat|modif|chang)\w*"?\s*(>=?)\s*(?:timestamp\w*\s*)?(?:'([^']+)'|\$(\d+))/i;

/** From when on a statement wants rows, if it compares a time of change with an instant; its parameters are behind `--`. */
export function boundOfStatement(statement: string): Bound | undefined {
  const [, sign, literal, place] = COMPARISON.exec(statement) ?? [];
  const written = literal ?? parameterIn(statement, place);
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
