import type { Asked } from '../asked.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { isInRange } from '../lost-with.ts';
import { metBy } from '../met.ts';
import { firstPassing, rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

/** A list was behind what the source had, and the cursor passed what was not yet in it. */
export const eventuallyConsistentList: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  if (row === undefined) return undefined;
  const { source } = file.mapping;
  for (const walk of file.walks) {
    const isHidden = (asked: Asked): boolean =>
      metBy(asked).stale !== undefined &&
      !isInRange(walk, asked, row, source) &&
      isInRange(walk, { ...asked, fault: null }, row, source);
    const behind = walk.requests.find(isHidden);
    if (behind === undefined) continue;
    const later = firstPassing({
      ...row,
      walksSince: row.walksSince.filter((one) => one !== walk && one.requests[0].number > behind.number),
    });
    if (later === undefined) continue;
    return {
      name: 'eventually-consistent-list',
      verdict: verdictOf(difference, file),
      advice: 'Go back by more than the time that the list is behind.',
      evidence: [
        evidenceOf(behind, 'was a list that did not have these rows yet'),
        evidenceOf(later.requests[0], 'asked for later stamps'),
      ],
    };
  }
  return undefined;
};
