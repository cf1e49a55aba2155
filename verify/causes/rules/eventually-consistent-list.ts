import { evidenceOf, type FindCause } from '../cause.ts';
import { hiddenIn, isOfReplicas } from '../hidden-by-list.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

/** A list was behind what the source had, and the cursor passed what was not yet in it. */
export const eventuallyConsistentList: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const hidden = row && hiddenIn(row, file);
  if (hidden === undefined || isOfReplicas(hidden.behind, file)) return undefined;
  return {
    name: 'eventually-consistent-list',
    verdict: verdictOf(difference, file),
    advice: 'Go back by more than the time that the list is behind.',
    evidence: [
      evidenceOf(hidden.behind, 'was a list that did not have these rows yet'),
      evidenceOf(hidden.later, 'asked for later stamps'),
    ],
  };
};
