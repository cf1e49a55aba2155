import type { WorldTable } from '../../fixtures/world-table.ts';
import type { Asked } from '../causes/asked.ts';
import type { Bound } from '../causes/bound.ts';
import { highestServed } from '../causes/highest-served.ts';
import { isLook } from '../causes/look.ts';
import { shownAt } from '../causes/met.ts';
import { countServed } from '../causes/served-count.ts';
import type { Sync } from '../causes/syncs.ts';
import type { Walk } from '../causes/walks.ts';
import { type Check, type Conduct, notSeen, outcome } from './card.ts';
import { isOf, judgedTables } from './judged-tables.ts';

const MUCH = 2;
const TOO_MUCH = 10;
/** A page or two are not much, however little has changed. */
const FEW_ROWS = 100;

/** A walk of a later sync over what an earlier one had read. */
interface Later {
  readonly walk: Walk;
  readonly bound: Bound | undefined;
  readonly sync: Sync;
}

function laterWalks({ walks, syncs }: Conduct): readonly Later[] {
  const [, ...later] = syncs;
  return later.flatMap((sync) => {
    const first = sync.requests[0]?.number ?? 0;
    const known = walks
      .filter(({ requests }) => requests[0].number < first)
      .map(({ requests }) => requests[0].route);
    return walks
      .filter(({ requests }) => sync.requests.includes(requests[0]) && known.includes(requests[0].route))
      .map((walk) => ({ walk, bound: walk.bound, sync }));
  });
}

const firstsOf = (later: readonly Later[]): readonly Asked[] => later.map(({ walk }) => walk.requests[0]);

const goesOnFromACursor: Check = {
  family: 'state',
  name: 'goes-on-from-a-cursor',
  judge(conduct) {
    const later = laterWalks(conduct);
    if (later.length === 0) return notSeen('nothing was read by a second sync');
    const whole = later.filter(({ bound }) => bound === undefined);
    if (whole.length === 0)
      return outcome('pass', 'later syncs asked for what is new since a time', firstsOf(later));
    const said = `${whole.length} of ${later.length} later walks read everything again`;
    return outcome('warn', said, firstsOf(whole));
  },
};

const overlaps: Check = {
  family: 'state',
  name: 'overlaps',
  judge(conduct) {
    const judged = laterWalks(conduct).flatMap((one) => {
      const [first] = one.walk.requests;
      const source = judgedTables(conduct).find((table) => isOf(first, table));
      const walks = conduct.walks.filter(({ requests: [other] }) => source && isOf(other, source));
      const highest = source && one.bound ? highestServed(first, { walks, source }) : undefined;
      return highest === undefined || !one.bound
        ? []
        : [{ ...one, gap: one.bound.time - highest, bound: one.bound }];
    });
    if (judged.length === 0) return notSeen('no later sync asked since a time');
    const beyond = judged.filter(({ gap }) => gap > 0);
    if (beyond.length > 0)
      return outcome(
        'fail',
        `asked since ${Math.round((beyond[0]?.gap ?? 0) / 1000)} s after the latest stamp that it had read`,
        firstsOf(beyond),
      );
    const strict = judged.filter(({ gap, bound }) => gap === 0 && bound.isStrict);
    if (strict.length > 0)
      return outcome(
        'warn',
        'asked for what is later than the latest stamp that it had read, and not for the rest of that second',
        firstsOf(strict),
      );
    return outcome('pass', 'asked again for the latest stamp that it had read', firstsOf(judged));
  },
};

/** What later syncs fetched of a table, and what of it they needed. */
export interface Fetched {
  readonly table: string;
  /** Rows that were served. */
  readonly served: number;
  /** What happened to rows meanwhile. */
  readonly changed: number;
  /** Rows of which they needed no change to fetch them: the syncs before had not been served so many. */
  readonly unserved: number;
}

/** The syncs that went on from one that had read a table to its end, and that one; undefined where there are none. */
function goneOn(
  { syncs }: Conduct,
  table: WorldTable,
): { readonly known: Sync; readonly later: readonly Sync[] } | undefined {
  const isOfTable = (one: Asked): boolean => isOf(one, table);
  // What a sync has read that failed, the next may read again.
  const first = syncs.findIndex(
    (sync) => !sync.hasFailed && sync.requests.some((one) => isOfTable(one) && one.rows !== null),
  );
  const known = syncs[first];
  const later = syncs.slice(first + 1);
  return known && later.some(({ requests }) => requests.some(isOfTable)) ? { known, later } : undefined;
}

/** How many rows later syncs were served of the table of which they fetched most in vain; undefined where they read none. */
export function fetchedLater(conduct: Conduct): Fetched | undefined {
  const all = judgedTables(conduct).flatMap((table) => fetchedOf(table, conduct) ?? []);
  return all.toSorted((one, other) => excessOf(other) - excessOf(one))[0];
}

const excessOf = (fetched: Fetched): number => fetched.served - neededOf(fetched) * MUCH;
const neededOf = ({ changed, unserved }: Fetched): number => changed + unserved;

function fetchedOf(table: WorldTable, conduct: Conduct): Fetched | undefined {
  const found = goneOn(conduct, table);
  const begin = found?.known.requests.at(-1);
  const end = found?.later.at(-1)?.requests.at(-1);
  if (!found || !begin || !end) return undefined;
  const servedIn = (requests: readonly Asked[]): number =>
    requests.filter((one) => isOf(one, table)).reduce((sum, asked) => sum + countServed(asked, table), 0);
  return {
    table: table.name,
    served: servedIn(found.later.flatMap(({ requests }) => requests)),
    changed: table.countChanges(shownAt(begin), shownAt(end)),
    unserved: Math.max(0, table.seenAt(shownAt(begin)).size - servedIn(found.known.requests)),
  };
}

const fetchesWhatChanged: Check = {
  family: 'state',
  name: 'fetches-what-changed',
  judge(conduct) {
    const found = fetchedLater(conduct);
    if (found === undefined) return notSeen('rows were not read by a second sync');
    const { served, changed } = found;
    const needed = neededOf(found);
    const said = `later syncs were served ${served} rows of ${found.table}, and ${changed} had changed`;
    if (served <= Math.max(FEW_ROWS, needed * MUCH)) return outcome('pass', said);
    const table = conduct.world.table(found.table);
    const later = goneOn(conduct, table)?.later.flatMap(({ requests }) => requests) ?? [];
    const walks = conduct.walks.filter(
      (walk) => isOf(walk.requests[0], table) && later.includes(walk.requests[0]) && !isLook(walk),
    );
    const isByCursor = walks.every(({ bound }) => bound !== undefined);
    const firsts = walks.map(({ requests }) => requests[0]);
    return outcome(isByCursor && served > needed * TOO_MUCH ? 'fail' : 'warn', said, firsts);
  },
};

export const state: readonly Check[] = [goesOnFromACursor, overlaps, fetchesWhatChanged];
