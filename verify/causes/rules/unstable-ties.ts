import type { Asked } from '../asked.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { isInRange, isLast } from '../lost-with.ts';
import { metBy } from '../met.ts';
import { onceForFile } from '../once-for.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

const isShuffled = (asked: Asked): boolean => metBy(asked).ties !== undefined;

const shuffledWalks = onceForFile(({ walks }) =>
  walks.filter(({ requests }) => requests.filter(isShuffled).length > 1),
);

/** Rows with one stamp were in another order in each answer, so that one was between two pages. */
export const unstableTies: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  if (row === undefined) return undefined;
  const { source } = file.mapping;
  const walk = shuffledWalks(file).findLast(
    (one) => isInRange(one, one.requests[0], row, source) && isLast(one, row, file),
  );
  if (walk === undefined) return undefined;
  const isServed = (file.asked ?? []).some((one) => file.servedIn(one, difference.key).is === 'served');
  if (isServed) return undefined;
  return {
    name: 'unstable-ties',
    verdict: verdictOf(difference, file),
    advice: 'Sort by a second column that is unique, or read pages by a cursor that knows the key.',
    evidence: walk.requests
      .filter(isShuffled)
      .slice(0, 2)
      .map((asked) => evidenceOf(asked, 'had rows with one stamp in another order than the others')),
  };
};
