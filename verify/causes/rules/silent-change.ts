import type { Row } from '../../../fixtures/table.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { firstPassing, hasOwnStamp, rowCaseOf } from '../row-case.ts';
import { stampIn } from '../stamp-in.ts';
import { verdictOf } from '../verdict.ts';

/** A row changed, and its stamp did not. */
export const silentChange: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const passing = row && firstPassing(row);
  if (!row || !passing || difference.stale === undefined || hasOwnStamp(difference, row)) return undefined;
  const { source } = file.mapping;
  const before = source.seenAt(difference.stale.until - 1).find(difference.key as Row);
  if (!before || !('values' in before) || stampIn(before, source) !== row.stamp) return undefined;
  return {
    name: 'silent-change',
    verdict: verdictOf(difference, file),
    advice: 'No cursor brings these. Read all rows from time to time.',
    evidence: [evidenceOf(passing.requests[0], 'asked for later stamps, and these rows kept theirs')],
  };
};
