import type { Asked } from '../causes/asked.ts';
import { requestOf } from '../causes/asked-list.ts';
import { metBy } from '../causes/met.ts';
import { isWhole } from '../causes/whole.ts';

const AGAIN = [401, 408, 425, 429];

/** Whether the answer was none that a client can use, and may be another the next time. */
export function isWorthAnother(asked: Asked): boolean {
  if (isWhole(asked)) return false;
  const { status } = asked;
  return status === null || status < 400 || status >= 500 || AGAIN.includes(status) || hasFault(asked);
}

function hasFault(asked: Asked): boolean {
  return Object.keys(metBy(asked)).length > 0;
}

/** The requests for the same thing, oldest first. */
export function triesOf(asked: readonly Asked[]): readonly (readonly Asked[])[] {
  const tries = new Map<string, Asked[]>();
  for (const one of asked) {
    const what = requestOf(one);
    const known = tries.get(what);
    if (known) known.push(one);
    else tries.set(what, [one]);
  }
  return [...tries.values()];
}

/** When an answer was over by the machine's clock, in ms since 1970; undefined where that is not known. */
export function endOf({ receivedAt, durationMs }: Asked): number | undefined {
  return receivedAt == null || durationMs == null ? undefined : receivedAt + durationMs;
}

/** Clocks of machines and timers are not exact. */
export const TOLERATED_MS = 50;

/**
 * The time between an answer and the next try, in ms. A client that waits in the time of the world has waited, too: when its
 * clock was moved on in between, that time counts.
 */
export function pauseBetween(one: Asked, next: Asked): number | undefined {
  const end = endOf(one);
  if (end === undefined || next.receivedAt == null) return undefined;
  const ofTheWorld = next.at - one.at;
  const wasMovedOn = ofTheWorld > next.receivedAt - (one.receivedAt as number) + TOLERATED_MS;
  return wasMovedOn ? ofTheWorld : next.receivedAt - end;
}
