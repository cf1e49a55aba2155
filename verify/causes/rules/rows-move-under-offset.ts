import { evidenceOf, type FindCause } from '../cause.ts';
import { isStale } from '../hidden-by-list.ts';
import { passedOverIn } from '../passed-over.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

/** Rows before this one went away between two pages, so that it moved from the later page to the earlier one. */
export const rowsMoveUnderOffset: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const passed = row && passedOverIn(row, file);
  if (passed === undefined || isStale(passed.last) !== isStale(passed.next)) return undefined;
  return {
    name: 'rows-move-under-offset',
    verdict: verdictOf(difference, file),
    advice: 'Read pages by a cursor, or go back by some rows with each page and by some time with each sync.',
    evidence: [
      evidenceOf(passed.last, 'ended before these rows'),
      evidenceOf(passed.next, 'began behind them, because rows before them had gone away in between'),
    ],
  };
};
