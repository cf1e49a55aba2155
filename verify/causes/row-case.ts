import type { Row } from '../../fixtures/table.ts';
import type { RowVersion, WorldTable } from '../../fixtures/world-table.ts';
import type { Difference } from '../compare/difference.ts';
import type { Asked } from './asked.ts';
import { isBeyond } from './bound.ts';
import type { CaseFile } from './cause.ts';
import { shownAt } from './met.ts';
import { onceForRequest } from './once-for.ts';
import { isAheadOf } from './places.ts';
import { seenFrom } from './seen-from.ts';
import { stampOf } from './stamp.ts';
import { readBefore, type Walk } from './walks.ts';
import { isWhole } from './whole.ts';

/** What is known of a row that is missing, or that is not the one of now. */
export interface RowCase {
  readonly key: Row;
  /** By which syncs ask for what is new (ms since 1970); undefined where it has none. */
  readonly stamp: number | undefined;
  /** When the version that is not there could first be seen; of a row to which nothing happens: since ever. */
  readonly seenFrom: number;
  /** Whether a version is one that the destination lacks. */
  isLacking(row: RowVersion): boolean;
  /** Walks that began when it could be seen, and were read as far as it would have been; oldest first. */
  readonly walksSince: readonly Walk[];
}

const cases = new WeakMap<Difference, RowCase | undefined>();

/** The case of a row of the source that the destination lacks, or has as it was; undefined of others. */
export function rowCaseOf(difference: Difference, file: CaseFile): RowCase | undefined {
  if (!cases.has(difference)) cases.set(difference, newRowCase(difference, file));
  return cases.get(difference);
}

function newRowCase(difference: Difference, file: CaseFile): RowCase | undefined {
  const { truth, key, kind, stale } = difference;
  if (truth === undefined || (kind !== 'missing' && stale === undefined)) return undefined;
  const { source } = file.mapping;
  const first = once(() => seenFrom(source, key as Row, truth, file.until) ?? Number.NEGATIVE_INFINITY);
  const walks = once(() =>
    file.walks.filter(
      (walk) => shownAt(walk.requests[0]) >= first() && isReadThrough(walk, key as Row, source),
    ),
  );
  return {
    key: key as Row,
    stamp: stampOf(difference, file),
    isLacking: ({ changedAt }) =>
      kind === 'missing' || (changedAt !== undefined && changedAt >= (stale?.until ?? 0)),
    // These are looked up in the world, and most rules do not need them.
    get seenFrom() {
      return first();
    },
    get walksSince() {
      return walks();
    },
  };
}

/** Whether a client could read something of a walk, and did not leave it before it came to the row. */
function isReadThrough({ requests }: Walk, key: Row, table: WorldTable): boolean {
  const last = requests.findLast(isWhole);
  return last !== undefined && !(last.page?.isLast === false && isAheadOf(last, key, table));
}

function once<Value>(work: () => Value): () => Value {
  let done: { readonly value: Value } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

const SECOND_MS = 1000;

/** Whether the stamp of a row is of the change that made it. */
export function hasOwnStamp({ truth }: Difference, { stamp }: RowCase): boolean {
  return stamp !== undefined && Math.abs((truth?.changedAt ?? 0) - stamp) < SECOND_MS;
}

/** Whether a walk asked for rows with later stamps alone. */
export function isPassedBy({ bound }: Walk, { stamp }: RowCase): boolean {
  return bound !== undefined && stamp !== undefined && isBeyond(bound, stamp);
}

/** The first walk since the row could be seen, where that and all later ones asked for rows with later stamps alone. */
export function firstPassing(
  row: RowCase,
): (Walk & { readonly bound: NonNullable<Walk['bound']> }) | undefined {
  const [first] = row.walksSince;
  if (first?.bound === undefined || !row.walksSince.every((walk) => isPassedBy(walk, row))) return undefined;
  return { ...first, bound: first.bound };
}

/** The last request of those that a client could read, before another. */
export const lastBefore = onceForRequest((asked, file): Asked | undefined => {
  const before = readBefore(asked, file.walks);
  return before.toSorted((one, other) => one.number - other.number).at(-1);
});
