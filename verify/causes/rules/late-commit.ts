import { hasAllAfter } from '../bound.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { highestBefore } from '../highest-served.ts';
import { shownAt } from '../met.ts';
import { firstPassing, hasOwnStamp, lastBefore, rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

const SECOND_MS = 1000;

/** Rows could first be seen long after their stamp, when the cursor had passed it. */
export const lateCommit: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const passing = row && firstPassing(row);
  const before = passing && lastBefore(passing.requests[0], file);
  if (!row || !passing || !before || row.stamp === undefined) return undefined;
  const lag = row.seenFrom - row.stamp;
  if (
    lag < SECOND_MS ||
    !hasOwnStamp(difference, row) ||
    shownAt(before) >= row.seenFrom ||
    shownAt(before) < row.stamp
  )
    return undefined;
  const highest = highestBefore(passing.requests[0], file);
  if (highest === undefined || !hasAllAfter(passing.bound, highest)) return undefined;
  return {
    name: 'late-commit',
    verdict: verdictOf(difference, file),
    advice: `Go back by more than the time that rows take to appear, which was ${Math.ceil(lag / SECOND_MS)} s here.`,
    evidence: [
      evidenceOf(before, 'came before these rows could be seen, and after their stamp'),
      evidenceOf(passing.requests[0], 'asked for later stamps'),
    ],
  };
};
