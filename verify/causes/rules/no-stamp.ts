import { evidenceOf, type FindCause } from '../cause.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

/** A row without a stamp, which nobody gets who asks for what is new since one. */
export const noStamp: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const { stampColumn } = file.mapping.source;
  if (!row || !difference.truth || row.stamp !== undefined || stampColumn === undefined) return undefined;
  const last = row.walksSince.at(-1);
  if (!last || !row.walksSince.every(({ bound }) => bound !== undefined)) return undefined;
  return {
    name: 'no-stamp',
    verdict: verdictOf(difference, file),
    advice: 'Read rows without a stamp by another query, or read all rows from time to time.',
    evidence: [evidenceOf(last.requests[0], 'asked for stamps, and these rows have none')],
  };
};
