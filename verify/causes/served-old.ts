import { isAnswered } from './asked.ts';
import { evidenceOf, type FindCause } from './cause.ts';
import { isPassed, stampOf, verdictOf } from './stamp.ts';

/** A row that was served before it changed, and not again. */
export const servedOld: FindCause = (difference, file) => {
  const { kind, stale } = difference;
  if (kind !== 'stale' || stale === undefined || file.asked === undefined) return undefined;
  const answered = file.asked.filter(isAnswered);
  const before = answered.findLast(({ at }) => at < stale.until);
  const after = answered.filter(({ at }) => at >= stale.until);
  const stamp = stampOf(difference, file);
  if (before === undefined || !after.every((asked) => isPassed(asked, stamp))) return undefined;
  const last = after.at(-1);
  return {
    name: 'served-old',
    verdict: last ? verdictOf(difference, file) : 'transient',
    advice: last
      ? 'Go on from the newest time that was read, not from a later one; rows can appear after their time.'
      : 'Sync again.',
    evidence: [
      evidenceOf(before, 'was answered before the rows changed'),
      ...(last ? [evidenceOf(last, 'asked for later rows only')] : []),
    ],
  };
};
