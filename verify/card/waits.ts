import type { Asked } from '../causes/asked.ts';
import { type Check, notSeen, type Outcome, outcome } from './card.ts';
import { pauseBetween, TOLERATED_MS, triesOf } from './tries.ts';

const SECONDS = /^\d{1,9}$/;
/** Nobody must wait for longer than this; to end the sync is as good. */
const LONGEST_WAIT_MS = 3_600_000;
const SERVICE_UNAVAILABLE = 503;

/** What a client was asked to wait before it asks again. */
interface Wait {
  readonly asked: Asked;
  /** The next try; undefined where nobody asked again. */
  readonly next: Asked | undefined;
  readonly wantedMs: number;
  /** Undefined where nobody asked again. */
  readonly waitedMs: number | undefined;
}

/** What clients were asked to wait, and how long they did. */
function waitsIn(all: readonly Asked[]): readonly Wait[] {
  return triesOf(all).flatMap((tries) =>
    tries.flatMap((one, index) => {
      const wantedMs = wantedBy(one);
      const next = tries[index + 1];
      if (wantedMs === undefined) return [];
      return [{ asked: one, next, wantedMs, waitedMs: next && pauseBetween(one, next) }];
    }),
  );
}

/** A date is one of the world, as the header `Date` is. */
function wantedBy({ retryAfter, at }: Asked): number | undefined {
  if (retryAfter == null) return undefined;
  if (SECONDS.test(retryAfter)) return Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter);
  // The date has whole seconds, and so has the time from which it counts.
  return Number.isNaN(date) ? undefined : Math.max(0, date - Math.ceil(at / 1000) * 1000);
}

/** A next try that came too early. */
interface EarlyTry extends Wait {
  readonly next: Asked;
  readonly waitedMs: number;
}

export function earlyTries(asked: readonly Asked[]): readonly EarlyTry[] {
  return waitsIn(asked).filter(isEarly);
}

function isEarly(wait: Wait): wait is EarlyTry {
  return wait.waitedMs !== undefined && wait.waitedMs < wait.wantedMs - TOLERATED_MS;
}

function judgeWaits(waits: readonly Wait[], what: string): Outcome {
  if (waits.length === 0) return notSeen(`no answer asked to wait ${what}`);
  const early = waits.filter(isEarly);
  if (early.length > 0) {
    const [{ waitedMs, wantedMs }] = early as [EarlyTry];
    const said = `asked again after ${seconds(waitedMs)} s where it was told to wait ${seconds(wantedMs)} s`;
    return outcome(
      'fail',
      said,
      early.map(({ asked }) => asked),
    );
  }
  const long = waits.filter(({ waitedMs = 0 }) => waitedMs > LONGEST_WAIT_MS);
  if (long.length > 0)
    return outcome(
      'warn',
      'waited for more than an hour',
      long.map(({ asked }) => asked),
    );
  const kept = waits.filter(({ waitedMs }) => waitedMs !== undefined);
  if (kept.length > 0)
    return outcome(
      'pass',
      `waited as long as it was told, ${kept.length} times`,
      kept.map(({ asked }) => asked),
    );
  if (waits.every(({ wantedMs }) => wantedMs > LONGEST_WAIT_MS))
    return outcome(
      'pass',
      'ended the sync where it was told to wait for more than an hour',
      waits.map(({ asked }) => asked),
    );
  return notSeen('nobody asked again');
}

function seconds(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(1).replace(/\.0$/, '');
}

function check(name: string, what: string, isMeant: (asked: Asked) => boolean): Check {
  return {
    family: 'politeness',
    name,
    judge: (conduct) =>
      judgeWaits(
        waitsIn(conduct.asked).filter(({ asked }) => isMeant(asked)),
        what,
      ),
  };
}

const isSeconds = ({ retryAfter }: Asked): boolean => SECONDS.test(retryAfter ?? '');

export const waits: readonly Check[] = [
  check('waits-in-seconds', 'a number of seconds', (asked) => isSeconds(asked)),
  check('waits-until-a-date', 'until a date', (asked) => !isSeconds(asked)),
  check('waits-on-503', 'with the status 503', ({ status }) => status === SERVICE_UNAVAILABLE),
];
