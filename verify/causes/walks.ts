import type { Asked } from './asked.ts';
import { filtersOf, isFirstPage, requestOf } from './asked-list.ts';
import type { Bound } from './bound.ts';
import { boundOf, hasTimeAsCursor } from './bound-of.ts';
import { nextPageName, pageNames } from './next-page.ts';
import { isWhole } from './whole.ts';

/** Requests that read one list page by page, in the order in which they came. */
export interface Walk {
  readonly requests: readonly [Asked, ...Asked[]];
  /** From when on it wants rows; undefined where it wants all. */
  readonly bound: Bound | undefined;
}

/** Tells the walks apart that a connector made, however many at the same time; not of statements. */
export function walksIn(asked: readonly Asked[]): readonly Walk[] {
  const walks: Asked[][] = [];
  const open = new Map<string, Asked[]>();
  const led = new Map<string, Asked[]>();
  for (const request of asked) {
    const list = listOf(request);
    const leading = walkBy(pageNames(request), led);
    const walk = leading ?? open.get(list);
    const isOwnCursor = leading === undefined && hasTimeAsCursor(request);
    const own = walk !== undefined && goesOn(walk, request, isOwnCursor) ? walk : [];
    if (own.length === 0) walks.push(own);
    own.push(request);
    open.set(list, own);
    const next = nextPageName(request);
    if (next !== undefined) led.set(next, own);
  }
  return walks.map((requests) => ({
    requests: requests as [Asked, ...Asked[]],
    bound: boundOf(requests[0] as Asked),
  }));
}

/** The requests before another whose answers a client could read, walk by walk. */
export function readBefore(asked: Asked, walks: readonly Walk[]): readonly Asked[] {
  return walks.flatMap(({ requests }) => requests).filter((one) => one.number < asked.number && isWhole(one));
}

/** The walk whose page led to a request, as its URL or by its cursor. */
function walkBy(names: readonly string[], led: ReadonlyMap<string, Asked[]>): Asked[] | undefined {
  for (const name of names) {
    const walk = led.get(name);
    if (walk) return walk;
  }
  return undefined;
}

/** A first page goes on with a walk only where it is asked for again, or where another page was faster. */
function goesOn(walk: readonly Asked[], request: Asked, isOwnCursor: boolean): boolean {
  // A time as the cursor is of a client's own making: it begins anew after that time.
  if (isOwnCursor) return walk.some((one) => requestOf(one) === requestOf(request) && !isWhole(one));
  const firsts = walk.filter(isFirstPage);
  if (!isFirstPage(request)) return true;
  return firsts.every((first) => requestOf(first) === requestOf(request) && !isWhole(first));
}

function listOf(asked: Asked): string {
  const kept = [...filtersOf(asked)].sort();
  return JSON.stringify([asked.service, asked.operation, asked.route, pathOf(asked), kept]);
}

export function pathOf({ target }: Asked): string {
  return (target ?? '').split('?', 1)[0] as string;
}
