import { hasPlaces, isStrict } from './api-routes.ts';
import type { Asked } from './asked.ts';
import { boundOfCursor } from './asked-by-url.ts';
import { isByStamp, sinceOf } from './asked-list.ts';
import type { Bound } from './bound.ts';
import { boundOfStatement } from './statements.ts';

/** It is read from the text of a request, and asked for again with each row. */
const known = new WeakMap<Asked, { readonly bound: Bound | undefined }>();

/** Undefined where a request wants all rows, or where that cannot be told. */
export function boundOf(asked: Asked): Bound | undefined {
  const found = known.get(asked) ?? { bound: readBound(asked) };
  known.set(asked, found);
  return found.bound;
}

function readBound(asked: Asked): Bound | undefined {
  const { operation, target, list } = asked;
  if (operation === 'query') return boundOfStatement(target ?? '');
  if (list ? !isByStamp(asked) : !hasPlaces(asked)) return undefined;
  const time = sinceOf(asked);
  if (time !== undefined) return { time, isStrict: list?.isStrict ?? isStrict(asked) };
  return list ? undefined : boundOfCursor(asked);
}

/** Whether the cursor is a time and nothing else: no page gives one. */
export function hasTimeAsCursor(asked: Asked): boolean {
  return !asked.list && boundOfCursor(asked) !== undefined;
}
