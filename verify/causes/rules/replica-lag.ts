import { type Evidence, evidenceOf, type FindCause } from '../cause.ts';
import { hiddenIn, isOfReplicas, isStale } from '../hidden-by-list.ts';
import { passedOverIn } from '../passed-over.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

const NAME = 'replica-lag';

/** A later answer was of an earlier time, and its version was written over the newer one. */
export const writtenOverByReplica: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  if (row === undefined || difference.kind !== 'stale') return undefined;
  const held = (file.asked ?? []).flatMap((asked) => {
    const served = file.servedIn(asked, difference.key);
    return served.is === 'served' ? [{ asked, isNew: row.isLacking(served.row) }] : [];
  });
  const last = held.at(-1);
  const newer = held.findLast(({ isNew }) => isNew);
  if (!last || !newer || last.isNew || !isStale(last.asked)) return undefined;
  return {
    name: NAME,
    verdict: verdictOf(difference, file),
    advice: 'Write a row only if its stamp is not earlier than that of the one that is there.',
    evidence: [
      evidenceOf(newer.asked, 'had the newer version'),
      evidenceOf(last.asked, 'had an older one, which was written over it'),
    ],
  };
};

/** One of several that answered was behind the others, and what it did not have yet was passed by the cursor or by a page. */
export const hiddenByReplica: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  if (row === undefined) return undefined;
  const hidden = hiddenIn(row, file);
  const passed = passedOverIn(row, file);
  const evidence: Evidence[] = [];
  if (hidden && isOfReplicas(hidden.behind, file))
    evidence.push(
      evidenceOf(hidden.behind, 'was answered by a replica that did not have these rows yet'),
      evidenceOf(hidden.later, 'asked for later stamps'),
    );
  else if (passed && isStale(passed.last) !== isStale(passed.next))
    evidence.push(
      evidenceOf(passed.last, 'ended before these rows'),
      evidenceOf(passed.next, 'began behind them, as of another time'),
    );
  if (evidence.length === 0) return undefined;
  return {
    name: NAME,
    verdict: verdictOf(difference, file),
    advice:
      'Go back by more than the time that replicas are behind, and read all pages of a walk from one of them.',
    evidence,
  };
};
