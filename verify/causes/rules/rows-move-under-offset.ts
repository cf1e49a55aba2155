import { evidenceOf, type FindCause } from '../cause.ts';
import { isInRange, isLast } from '../lost-with.ts';
import { isAheadOf, isBehind } from '../places.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';
import { isWhole } from '../whole.ts';

/** Rows before this one went away between two pages, so that it moved from the later page to the earlier one. */
export const rowsMoveUnderOffset: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  if (row === undefined) return undefined;
  const { source } = file.mapping;
  for (const walk of file.walks) {
    const read = walk.requests.filter((asked) => asked.rows !== null && isWhole(asked));
    for (const [index, next] of read.entries()) {
      const last = read[index - 1];
      if (last === undefined || !isLast(walk, row, file)) continue;
      const isPassedOver =
        isInRange(walk, last, row, source) &&
        isAheadOf(last, row.key, source) &&
        isBehind(next, row.key, source);
      if (!isPassedOver) continue;
      return {
        name: 'rows-move-under-offset',
        verdict: verdictOf(difference, file),
        advice:
          'Read pages by a cursor, or go back by some rows with each page and by some time with each sync.',
        evidence: [
          evidenceOf(last, 'ended before these rows'),
          evidenceOf(next, 'began behind them, because rows before them had gone away in between'),
        ],
      };
    }
  }
  return undefined;
};
