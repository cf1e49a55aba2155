import type { WorldTable } from '../../fixtures/world-table.ts';
import type { Asked } from '../causes/asked.ts';
import { asksForDeletes, isFirstPage, requestOf } from '../causes/asked-list.ts';
import { shownAt } from '../causes/met.ts';
import { nextPageName, pageNames } from '../causes/next-page.ts';
import type { Walk } from '../causes/walks.ts';
import { isWhole } from '../causes/whole.ts';
import { type Check, type Conduct, notSeen, type Outcome, outcome } from './card.ts';
import { isOf, judgedTables } from './judged-tables.ts';

const LOGIN = /token$|login$/;
const HOUR_MS = 3_600_000;
const CLOSE_MS = 300_000;
const DAY_MS = 86_400_000;

/** Pages were asked for by the URL or the cursor that the page before gave, not by one of the client's making. */
const followsNext: Check = {
  family: 'truth',
  name: 'follows-next',
  judge({ walks }) {
    const given = walks.flatMap(givenIn);
    if (given.length === 0) return notSeen('no page gave a URL or a cursor of the next one');
    const own = walks.flatMap(ownPagesIn);
    if (own.length === 0) return outcome('pass', 'asked for each page as the page before it says', given);
    return outcome('fail', 'asked for pages by another URL or cursor than the page before gave', own);
  },
};

function givenIn({ requests }: Walk): readonly Asked[] {
  return requests.filter((asked) => nextPageName(asked) !== undefined);
}

function ownPagesIn({ requests }: Walk): readonly Asked[] {
  const given = new Set(requests.flatMap((asked) => nextPageName(asked) ?? []));
  if (given.size === 0) return [];
  return requests.filter((asked) => !isFirstPage(asked) && !pageNames(asked).some((name) => given.has(name)));
}

const refreshesTheToken: Check = {
  family: 'truth',
  name: 'refreshes-the-token',
  judge({ asked }) {
    const expired = asked.filter((one) => one.status === 401 && !LOGIN.test(one.route ?? ''));
    if (expired.length === 0) return notSeen('no login ended');
    const isRefreshed = (lost: Asked): boolean => {
      const after = asked.filter((one) => one.number > lost.number);
      const login = after.findIndex((one) => LOGIN.test(one.route ?? '') && isWhole(one));
      return (
        login >= 0 && after.slice(login).some((one) => requestOf(one) === requestOf(lost) && isWhole(one))
      );
    };
    const lost = expired.filter((one) => !isRefreshed(one));
    if (lost.length === 0) return outcome('pass', 'logged in anew and asked again', expired);
    return outcome('fail', 'did not ask again with a new login', lost);
  },
};

const asksForTheDeleted: Check = {
  family: 'truth',
  name: 'asks-for-the-deleted',
  judge(conduct) {
    const all = judgedTables(conduct).map((table) => deletesAskedFor(table, conduct));
    const found = all.filter(({ result }) => result !== 'not seen');
    return (
      found.find(({ result }) => result === 'warn') ??
      found[0] ??
      notSeen('nothing was deleted between two syncs')
    );
  },
};

function deletesAskedFor(table: WorldTable, { syncs, asked, walks }: Conduct): Outcome {
  const [begin, end] = [syncs[0]?.requests.at(-1), syncs.at(-1)?.requests.at(-1)];
  const own = asked.filter((one) => isOf(one, table));
  const wasRead = own.some((one) => !asksForDeletes(one));
  if (!begin || !end || !wasRead || !hasDeletes(table, shownAt(begin), shownAt(end)))
    return notSeen(`no row of ${table.name} was deleted between two syncs`);
  const told = own.filter((one) => asksForDeletes(one) && isWhole(one));
  if (told.length > 0) return outcome('pass', 'asked which rows were deleted', told);
  const last = walks.findLast(({ requests: [first] }) => isOf(first, table));
  if (last && last.bound === undefined) return outcome('pass', 'read all rows again', last.requests);
  return outcome('warn', `never asked which rows of ${table.name} were deleted, though some were`);
}

function hasDeletes(table: WorldTable, after: number, until: number): boolean {
  for (const { kind } of table.changes(after, until)) if (kind === 'delete') return true;
  return false;
}

const keepsOneOrder: Check = {
  family: 'truth',
  name: 'keeps-one-order',
  judge({ walks }) {
    const long = walks.filter(({ requests }) => requests.filter(({ rows }) => rows !== null).length > 1);
    if (long.length === 0) return notSeen('no walk had two pages with rows');
    const mixed = long.filter(
      ({ requests }) => new Set(requests.flatMap(({ rows }) => rows?.order ?? [])).size > 1,
    );
    if (mixed.length === 0) return outcome('pass', 'all pages of a walk were in one order');
    return outcome(
      'fail',
      'the pages of a walk were in several orders',
      mixed.map(({ requests }) => requests.at(-1) as Asked),
    );
  },
};

const usesTheSourcesClock: Check = {
  family: 'truth',
  name: 'uses-the-sources-clock',
  judge({ walks }) {
    const bound = walks.flatMap(({ bound: from, requests: [first] }) =>
      from && first.receivedAt ? [{ time: from.time, asked: first, real: first.receivedAt }] : [],
    );
    const apart = bound.filter(({ asked, real }) => Math.abs(real - asked.at) > HOUR_MS);
    if (apart.length === 0)
      return notSeen(bound.length === 0 ? 'nothing was asked for since a time' : 'both clocks are the same');
    const own = apart.filter(({ time, real }) => time <= real + CLOSE_MS && time > real - DAY_MS);
    if (own.length === 0) return outcome('pass', 'asked since times of the source');
    const [{ asked, real }] = own as [(typeof own)[number]];
    const days = Math.round(Math.abs(real - asked.at) / DAY_MS);
    return outcome(
      'fail',
      `asked since a time of its own clock, which is ${days} days from the source's`,
      own.map((one) => one.asked),
    );
  },
};

export const truth: readonly Check[] = [
  followsNext,
  refreshesTheToken,
  asksForTheDeleted,
  keepsOneOrder,
  usesTheSourcesClock,
];
