import type { Asked } from './asked.ts';

/** Syncs are apart by at least this in the time of the world. A longer pause in one: see `--from` and `--to`. */
const GAP_MS = 30_000;

/** What is known of when a sync began, where somebody knows more than the journal tells. */
export interface SyncStart {
  /** The number of its first request, or that which the next request will have. */
  readonly number: number;
  /** Whether it ended with an error, so that it could not say that it has all. */
  readonly hasFailed?: boolean;
}

/** What was asked in one sync. */
export interface Sync {
  readonly requests: readonly Asked[];
  readonly hasFailed: boolean;
}

/** The sync that asked something; undefined where nobody knows of it. */
export function syncOf({ number }: Asked, syncs: readonly Sync[]): Sync | undefined {
  return syncs.find(({ requests }) => {
    const [first, last] = [requests[0], requests.at(-1)];
    return first !== undefined && last !== undefined && first.number <= number && number <= last.number;
  });
}

/** The syncs of a journal that have a request, oldest first. Without `starts`, a pause in the time of the world is between two. */
export function syncsIn(asked: readonly Asked[], starts?: readonly SyncStart[]): readonly Sync[] {
  const known = starts ?? startsIn(asked);
  return known
    .map(({ number, hasFailed = false }, index) => {
      const end = known[index + 1]?.number ?? Number.POSITIVE_INFINITY;
      return { requests: asked.filter((one) => one.number >= number && one.number < end), hasFailed };
    })
    .filter(({ requests }) => requests.length > 0);
}

function startsIn(asked: readonly Asked[]): readonly SyncStart[] {
  const isFirst = (at: number, index: number): boolean =>
    index === 0 || at - (asked[index - 1] as Asked).at > GAP_MS;
  return asked.filter(({ at }, index) => isFirst(at, index)).map(({ number }) => ({ number }));
}
