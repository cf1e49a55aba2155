import type { Asked } from './asked.ts';
import type { CaseFile } from './cause.ts';
import { isInRange } from './lost-with.ts';
import { metBy, shownAt } from './met.ts';
import { onceForFile } from './once-for.ts';
import { firstPassing, type RowCase } from './row-case.ts';
import { syncOf } from './syncs.ts';
import type { Walk } from './walks.ts';
import { isWhole } from './whole.ts';

/** Cursors have whole seconds, and a sync ends after its last request. */
const TOLERATED_MS = 2000;

export interface Hidden {
  /** Was answered as of an earlier time, and would have had the row otherwise. */
  readonly behind: Asked;
  /** The first that asked for later stamps. */
  readonly later: Asked;
}

/** How a row was lost because a list was behind, and the cursor passed what was not yet in it; undefined if it was not. */
export function hiddenIn(row: RowCase, file: CaseFile): Hidden | undefined {
  for (const { walk, stale } of staleWalks(file)) {
    const behind = stale.find((asked) => isHidden(walk, asked, row, file));
    if (behind === undefined) continue;
    const walksSince = row.walksSince.filter((one) => one !== walk && one.requests[0].number > behind.number);
    const later = firstPassing({ ...row, walksSince });
    if (later !== undefined && isOfThatTime(later.requests[0], later.bound.time, file))
      return { behind, later: later.requests[0] };
  }
  return undefined;
}

/** Walks with answers as of an earlier time. */
const staleWalks = onceForFile(({ walks }) =>
  walks.flatMap((walk) => {
    const stale = walk.requests.filter(isStale);
    return stale.length > 0 ? [{ walk, stale }] : [];
  }),
);

function isHidden(walk: Walk, asked: Asked, row: RowCase, { mapping: { source } }: CaseFile): boolean {
  return !isInRange(walk, asked, row, source) && isInRange(walk, { ...asked, fault: null }, row, source);
}

/** Whether a cursor is a time that the source had reached in the sync before. One beyond it loses rows of any list. */
function isOfThatTime(later: Asked, cursor: number, { syncs }: CaseFile): boolean {
  const own = syncOf(later, syncs);
  const before = own && syncs[syncs.indexOf(own) - 1]?.requests.at(-1);
  return before === undefined || cursor <= Math.max(before.at, shownAt(before)) + TOLERATED_MS;
}

export function isStale(asked: Asked): boolean {
  return metBy(asked).stale !== undefined;
}

/** Whether a list was answered by several, of which one was behind: an answer as of now is between two that are older. */
export function isOfReplicas({ route }: Asked, { walks }: CaseFile): boolean {
  const answers = walks
    .flatMap(({ requests }) => requests)
    .filter((one) => one.route === route && isWhole(one))
    .sort((one, other) => one.number - other.number);
  return answers
    .slice(answers.findIndex(isStale), answers.findLastIndex(isStale) + 1)
    .some((one) => !isStale(one));
}
