import type { Difference } from '../../compare/difference.ts';
import { answeredIn } from '../answered-in.ts';
import type { Asked } from '../asked.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { isPassed, stampOf } from '../stamp.ts';
import { verdictOf } from '../verdict.ts';

/** A row that was served before it changed, and not again. */
export const servedOld: FindCause = (difference, file) => {
  const { kind, stale, key } = difference;
  if (kind !== 'stale' || stale === undefined || file.asked === undefined) return undefined;
  const answered = answeredIn(file);
  const before = answered.findLast((asked) => mayHaveServedOld(asked, difference, file));
  if (before === undefined) return undefined;
  const after = answered.filter(({ number, at }) => number > before.number && at >= stale.until);
  const stamp = stampOf(difference, file);
  const isWithout = (asked: Asked): boolean => {
    const { is } = file.servedIn(asked, key);
    return is === 'left out' || (is === 'unknown' && isPassed(asked, stamp));
  };
  if (!after.every(isWithout)) return undefined;
  const last = after.at(-1);
  return {
    name: 'served-old',
    verdict: last ? verdictOf(difference, file) : 'transient',
    advice: last
      ? 'Go on from the newest time that was read, not from a later one; rows can appear after their time.'
      : 'Sync again.',
    evidence: [
      evidenceOf(before, 'was answered before the rows changed'),
      ...(last
        ? [evidenceOf(last, isPassed(last, stamp) ? 'asked for later rows only' : 'did not have these rows')]
        : []),
    ],
  };
};

/** What cannot be seen in the journal may have served it, too. */
function mayHaveServedOld(asked: Asked, { key, stale }: Difference, file: CaseFile): boolean {
  const until = stale?.until ?? 0;
  const served = file.servedIn(asked, key);
  if (served.is === 'served') return served.row.changedAt === undefined || served.row.changedAt < until;
  return served.is === 'unknown' && asked.at < until;
}
