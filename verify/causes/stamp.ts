import type { Difference } from '../compare/difference.ts';
import { instantOf } from '../values/instant.ts';
import { type Asked, sinceOf } from './asked.ts';
import type { CaseFile, Verdict } from './cause.ts';

/** The latest time on a row of the source, by which syncs ask for what is new (ms since 1970). */
export function stampOf({ truth }: Difference, { mapping }: CaseFile): number | undefined {
  if (!truth) return undefined;
  const times = mapping.columns.flatMap(({ source }) => {
    const value = truth.values[source.name];
    const time = source.type.kind === 'timestamp' && typeof value === 'string' ? instantOf(value) : undefined;
    return time === undefined ? [] : [time];
  });
  return times.length === 0 ? undefined : Math.max(...times);
}

/** A request that asks for later rows alone cannot bring one. */
export function isPassed(asked: Asked, stamp: number | undefined): boolean {
  const since = sinceOf(asked);
  return since !== undefined && stamp !== undefined && since > stamp;
}

/** Whether a later sync will bring a row: it goes on from where the last request of this one began, or from later. */
export function verdictOf(difference: Difference, file: CaseFile): Verdict {
  const last = file.asked?.findLast((asked) => sinceOf(asked) !== undefined);
  const stamp = stampOf(difference, file);
  if (last === undefined || stamp === undefined) return 'unknown';
  return isPassed(last, stamp) ? 'permanent' : 'unknown';
}
