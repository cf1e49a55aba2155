import { instantOf } from '../values/instant.ts';
import { hasPlaces } from './api-routes.ts';
import { type Asked, sinceOf } from './asked.ts';
import type { Bound } from './bound.ts';
import { boundOfStatement } from './statements.ts';

/** Routes of the API that give what was updated after an instant; all others give what was updated at it, too. */
const STRICT: readonly (string | null)[] = ['incremental_timestamp', 'incremental_deleted'];
const CURSOR = /[?&]scroll_param=([^&]+)/;

/** It is read from the text of a request, and asked for again with each row. */
const known = new WeakMap<Asked, { readonly bound: Bound | undefined }>();

/** Undefined where a request wants all rows, or where that cannot be told. */
export function boundOf(asked: Asked): Bound | undefined {
  const found = known.get(asked) ?? { bound: readBound(asked) };
  known.set(asked, found);
  return found.bound;
}

function readBound(asked: Asked): Bound | undefined {
  if (asked.operation === 'query') return boundOfStatement(asked.target ?? '');
  if (!hasPlaces(asked)) return undefined;
  const time = sinceOf(asked);
  if (time !== undefined) return { time, isStrict: STRICT.includes(asked.route) };
  const cursor = stampOfCursor(asked);
  return cursor === undefined ? undefined : { time: cursor, isStrict: true };
}

/** Whether the cursor is a time and nothing else: no page gives one. */
export function hasTimeAsCursor(asked: Asked): boolean {
  return stampOfCursor(asked) !== undefined;
}

/** The time of a cursor that is nothing but one: what has that very stamp is not after it. */
function stampOfCursor({ target }: Asked): number | undefined {
  const text = CURSOR.exec(target ?? '')?.[1];
  if (text === undefined) return undefined;
  try {
    return instantOf(Buffer.from(decodeURIComponent(text), 'base64').toString('latin1'));
  } catch {
    return undefined;
  }
}
