import type { Asked } from '../causes/asked.ts';
import { tableOf } from '../causes/asked-list.ts';
import { isLook } from '../causes/look.ts';
import { pathOf, type Walk } from '../causes/walks.ts';
import { isWhole } from '../causes/whole.ts';
import { type Check, type Conduct, notSeen, outcome } from './card.ts';
import { isWorthAnother, triesOf } from './tries.ts';

const MOST_EQUAL = 3;

/** Every walk of a sync that did not fail came to the last page of its list. */
const readsToTheEnd: Check = {
  family: 'completeness',
  name: 'reads-to-the-end',
  judge(conduct) {
    const failed = requestsOfFailed(conduct);
    const paged = conduct.walks.filter(
      (walk) => walk.requests.some(({ page }) => page) && !failed.has(walk.requests[0]) && !isLook(walk),
    );
    if (paged.length === 0) return notSeen('nothing was read page by page');
    const ended = paged.filter(isAtTheEnd);
    const open = paged.filter(
      (walk) => !isAtTheEnd(walk) && !isCompletedBy(walk, ended, conduct) && !isUpToTheKnown(walk, ended),
    );
    if (open.length === 0)
      return outcome('pass', `${paged.length} walks came to the last page`, lastsOf(ended));
    return outcome(
      'fail',
      `${open.length} of ${paged.length} walks ended before the last page`,
      lastsOf(open),
    );
  },
};

function isAtTheEnd({ requests }: Walk): boolean {
  return requests.some((asked) => isWhole(asked) && asked.page?.isLast === true);
}

/** A look at the first page, or a walk that was begun again, is made good by another of the same sync. */
function isCompletedBy({ requests: [first] }: Walk, ended: readonly Walk[], { syncs }: Conduct): boolean {
  const sync = syncs.find(({ requests }) => requests.some(({ number }) => number === first.number));
  return ended.some(
    ({ requests: [other] }) => pathOf(other) === pathOf(first) && sync?.requests.includes(other),
  );
}

/** The newest rows first, up to those that a walk before had read. */
function isUpToTheKnown({ requests }: Walk, ended: readonly Walk[]): boolean {
  const [first] = requests;
  const isNewestFirst = requests.every(({ rows }) => rows?.order === 'updatedAt desc');
  return (
    isNewestFirst &&
    ended.some(({ requests: [other] }) => other.number < first.number && tableOf(other) === tableOf(first))
  );
}

function lastsOf(walks: readonly Walk[]): readonly Asked[] {
  return walks.map(({ requests }) => requests.at(-1) as Asked);
}

/** What a sync that failed has asked: it does not say that it has all. */
function requestsOfFailed({ syncs }: Conduct): ReadonlySet<Asked> {
  return new Set(syncs.filter(({ hasFailed }) => hasFailed).flatMap(({ requests }) => requests));
}

/** What could not be read was asked for again, or the sync failed. */
const asksAgain: Check = {
  family: 'completeness',
  name: 'asks-again',
  judge(conduct) {
    const reported = requestsOfFailed(conduct);
    const tries = triesOf(conduct.asked);
    const failed = tries.filter((one) => one.some((asked) => isWorthAnother(asked) && !reported.has(asked)));
    if (failed.length === 0) return notSeen('every answer could be read, or the sync failed');
    const isMended = (one: readonly Asked[]): boolean =>
      one.findLastIndex(isWorthAnother) < one.findLastIndex(isWhole);
    const lost = failed.filter((one) => !isMended(one)).map((one) => one.findLast(isWorthAnother) as Asked);
    if (lost.length === 0)
      return outcome(
        'pass',
        `${failed.length} requests that had failed were asked again until they were answered`,
        failed.map((one) => one.at(-1) as Asked),
      );
    return outcome(
      'fail',
      `${lost.length} of ${failed.length} requests that had failed were never answered`,
      lost,
    );
  },
};

/** Nothing was asked for twice in one sync that had been answered. */
const asksOnce: Check = {
  family: 'completeness',
  name: 'asks-once',
  judge({ syncs, walks }) {
    const own = new Set(walks.flatMap(({ requests }) => requests));
    const read = syncs.map(({ requests }) => requests.filter((asked) => own.has(asked) && isWhole(asked)));
    if (read.every(({ length }) => length === 0)) return notSeen('nothing was read');
    const repeated = read.flatMap((requests) => triesOf(requests)).filter(({ length }) => length > 1);
    if (repeated.length === 0) return outcome('pass', 'nothing was read twice in one sync');
    const most = Math.max(...repeated.map(({ length }) => length));
    const said = `${repeated.length} requests were repeated in one sync though they had been answered, up to ${most} times`;
    return outcome(
      most > MOST_EQUAL ? 'fail' : 'warn',
      said,
      repeated.map((one) => one[1] as Asked),
    );
  },
};

export const completeness: readonly Check[] = [readsToTheEnd, asksAgain, asksOnce];
