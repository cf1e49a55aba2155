import type { WorldTable } from '../../fixtures/world-table.ts';
import { isOfPath } from './api-routes.ts';
import type { Asked } from './asked.ts';
import { requestOf } from './asked-list.ts';
import { isBeyond } from './bound.ts';
import type { CaseFile } from './cause.ts';
import { shownAt } from './met.ts';
import { onceForFile } from './once-for.ts';
import { isAheadOf, isBehind } from './places.ts';
import { isPassedBy, type RowCase } from './row-case.ts';
import { stampIn } from './stamp-in.ts';
import { viewAt } from './view-at.ts';
import type { Walk } from './walks.ts';
import { isWhole } from './whole.ts';

/**
 * Whether a row was lost with one request of a walk: its answer would have had the row, or would have led to it, what was
 * read before it ended before the row, and what was read after it began behind the row. It was not asked again, and no later
 * walk would have brought the row.
 *
 * @param place that of the request in the walk
 */
export function isLostWith(walk: Walk, place: number, row: RowCase, file: CaseFile): boolean {
  const asked = walk.requests[place] as Asked;
  const { source } = file.mapping;
  const before = walk.requests.slice(0, place);
  const after = walk.requests.slice(place + 1);
  if (!isWhole(asked) && after.some((one) => requestOf(one) === requestOf(asked) && isWhole(one)))
    return false;
  if (!isInRange(walk, asked, row, source)) return false;
  if (!isLast(walk, row, file)) return false;
  const read = (one: Asked): boolean => one.rows !== null && isWhole(one);
  const last = (isWhole(asked) && asked.rows !== null ? [...before, asked] : before).findLast(read);
  const next = after.find(read);
  return (
    (last === undefined || isAheadOf(last, row.key, source)) && (!next || isBehind(next, row.key, source))
  );
}

/** Whether the row could be seen when something was asked, and was of what the walk wants. */
export function isInRange({ bound }: Walk, asked: Asked, row: RowCase, table: WorldTable): boolean {
  const there = viewAt(table, shownAt(asked)).find(row.key);
  if (there === undefined || !('values' in there) || !row.isLacking(there)) return false;
  if (!isOfPath(asked, there.values)) return false;
  if (bound === undefined) return true;
  const stamp = stampIn(there, table);
  return stamp !== undefined && !isBeyond(bound, stamp);
}

/** Whether no walk after this one asked for the row again, or stopped just at its stamp. */
export function isLast(walk: Walk, row: RowCase, file: CaseFile): boolean {
  return (placesOf(file).get(walk) as number) >= lastAsking(row, file);
}

const placesOf = onceForFile(({ walks }) => new Map(walks.map((walk, place) => [walk, place])));
/** A walk of which a client could read nothing brings no row. */
const readable = onceForFile(({ walks }) => walks.map(({ requests }) => requests.some(isWhole)));

const lastWalks = new WeakMap<RowCase, number>();

/** The place of the last walk that asked for the row, or stopped just at its stamp; -1 where none did. */
function lastAsking(row: RowCase, file: CaseFile): number {
  const known = lastWalks.get(row);
  if (known !== undefined) return known;
  const isReadable = readable(file);
  const last = file.walks.findLastIndex(
    (one, place) => isReadable[place] && !(isPassedBy(one, row) && one.bound?.time !== row.stamp),
  );
  lastWalks.set(row, last);
  return last;
}
