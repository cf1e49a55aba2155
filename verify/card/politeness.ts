import type { Asked } from '../causes/asked.ts';
import { metBy } from '../causes/met.ts';
import { type Check, notSeen, outcome } from './card.ts';
import { endOf, isWorthAnother, pauseBetween, triesOf } from './tries.ts';
import { waits } from './waits.ts';

const SHORTEST_PAUSE_MS = 50;
const GROWTH = 1.2;
const MANY_TRIES = 6;
const MOST_TRIES = 10;
const LONG_MS = 60_000;
const LONGEST_MS = 300_000;
const MANY_AT_ONCE = 10;
const FEW_ON_ONE = 2;

/** Between the tries of what fails again and again there is more time each time. */
const backsOff: Check = {
  family: 'politeness',
  name: 'backs-off',
  judge({ asked }) {
    const series = triesOf(asked).flatMap((tries) => {
      const failed = tries.filter((one) => isWorthAnother(one) && one.retryAfter == null);
      const pauses = failed.flatMap((one) => pauseAfter(one, tries) ?? []);
      return pauses.length >= 2 ? [{ failed, pauses }] : [];
    });
    if (series.length === 0) return notSeen('nothing failed twice in a row');
    const asOf = (isIt: (pauses: readonly number[]) => boolean): readonly Asked[] =>
      series.filter(({ pauses }) => isIt(pauses)).flatMap(({ failed }) => failed.slice(1));
    const hasty = asOf((pauses) => pauses.every((pause) => pause < SHORTEST_PAUSE_MS));
    if (hasty.length > 0) return outcome('fail', 'asked again at once, several times', hasty);
    const even = asOf((pauses) => !isGrowing(pauses));
    if (even.length > 0) return outcome('warn', 'did not wait longer from try to try', even);
    return outcome('pass', 'waited longer from try to try', asOf(isGrowing));
  },
};

function pauseAfter(one: Asked, tries: readonly Asked[]): number | undefined {
  const next = tries[tries.indexOf(one) + 1];
  return next && pauseBetween(one, next);
}

/** Chance may make a pause shorter than the one before it; the last is longer than the first. */
function isGrowing(pauses: readonly number[]): boolean {
  return (pauses.at(-1) as number) >= (pauses[0] as number) * GROWTH;
}

const boundsItsTries: Check = {
  family: 'politeness',
  name: 'bounds-its-tries',
  judge({ syncs }) {
    const failed = syncs
      .flatMap(({ requests }) => triesOf(requests))
      .map((tries) => tries.filter(isWorthAnother))
      .filter(({ length }) => length > 1);
    if (failed.length === 0) return notSeen('nothing failed twice');
    const most = failed.reduce((one, other) => (other.length > one.length ? other : one));
    const said = `asked for what failed ${most.length} times at most in one sync`;
    if (most.length > MOST_TRIES) return outcome('fail', said, most);
    return outcome(most.length > MANY_TRIES ? 'warn' : 'pass', said, most);
  },
};

const leavesAHungAnswer: Check = {
  family: 'politeness',
  name: 'leaves-a-hung-answer',
  judge({ asked }) {
    const hung = asked.filter((one) => metBy(one).hang !== undefined);
    if (hung.length === 0) return notSeen('every answer came');
    const waiting = hung.filter(({ durationMs }) => durationMs == null);
    if (waiting.length > 0) return outcome('fail', 'still waits for an answer that does not come', waiting);
    const longest = Math.max(...hung.map(({ durationMs }) => durationMs as number));
    const said = `left an answer that did not come after ${Math.round(longest / 1000)} s`;
    if (longest > LONGEST_MS) return outcome('fail', said, hung);
    return outcome(longest > LONG_MS ? 'warn' : 'pass', said, hung);
  },
};

const asksFewAtOnce: Check = {
  family: 'politeness',
  name: 'asks-few-at-once',
  judge({ asked }) {
    const timed = asked.filter((one) => endOf(one) !== undefined);
    if (timed.length < 2) return notSeen('there were no two requests');
    const { most, at } = busiest(timed);
    const said = `asked for ${most} things at once at most`;
    return outcome(most > MANY_AT_ONCE ? 'warn' : 'pass', said, at);
  },
};

/** How many requests were open at one time at most, and the one that was the last to come then. */
function busiest(timed: readonly Asked[]): { readonly most: number; readonly at: readonly Asked[] } {
  let most = 0;
  let at: readonly Asked[] = [];
  let open: Asked[] = [];
  for (const one of timed.toSorted((a, b) => (a.receivedAt as number) - (b.receivedAt as number))) {
    open = open.filter((other) => (endOf(other) as number) > (one.receivedAt as number));
    open.push(one);
    if (open.length > most) {
      most = open.length;
      at = [one];
    }
  }
  return { most, at };
}

const reusesConnections: Check = {
  family: 'politeness',
  name: 'reuses-connections',
  judge({ asked }) {
    const known = asked.filter(({ connection }) => connection != null);
    if (known.length < MANY_AT_ONCE) return notSeen('there were few requests');
    const connections = new Set(known.map(({ service, connection }) => `${service} ${connection}`)).size;
    const said = `used ${connections} connections for ${known.length} requests`;
    return outcome(known.length / connections < FEW_ON_ONE ? 'warn' : 'pass', said);
  },
};

export const politeness: readonly Check[] = [
  ...waits,
  backsOff,
  boundsItsTries,
  leavesAHungAnswer,
  asksFewAtOnce,
  reusesConnections,
];
