import { evidenceOf, type FindCause } from '../cause.ts';
import { metBy } from '../met.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

/** A later answer was of an earlier time, and its version was written over the newer one. */
export const replicaLag: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  if (row === undefined || difference.kind !== 'stale') return undefined;
  const held = (file.asked ?? []).flatMap((asked) => {
    const served = file.servedIn(asked, difference.key);
    return served.is === 'served' ? [{ asked, isNew: row.isLacking(served.row) }] : [];
  });
  const last = held.at(-1);
  const newer = held.findLast(({ isNew }) => isNew);
  if (!last || !newer || last.isNew || metBy(last.asked).stale === undefined) return undefined;
  return {
    name: 'replica-lag',
    verdict: verdictOf(difference, file),
    advice: 'Write a row only if its stamp is not earlier than that of the one that is there.',
    evidence: [
      evidenceOf(newer.asked, 'had the newer version'),
      evidenceOf(last.asked, 'had an older one, which was written over it'),
    ],
  };
};
