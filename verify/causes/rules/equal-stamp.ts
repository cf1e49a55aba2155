import type { Asked } from '../asked.ts';
import { isJustAfter } from '../bound.ts';
import { boundOf } from '../bound-of.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { answeredAt, shownAt } from '../met.ts';
import { isAheadOf } from '../places.ts';
import { isPassedBy, lastBefore, type RowCase, rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';
import { isWhole } from '../whole.ts';

/** Rows with the stamp of the cursor came later, and only later stamps were asked for. */
export const sameSecondLater: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const asked = row && strictlyAfter(row, file);
  const before = asked && lastBefore(asked, file);
  if (!row || !asked || !before || answeredAt(before) >= row.seenFrom) return undefined;
  return {
    name: 'same-second-later',
    verdict: verdictOf(difference, file),
    advice: 'Ask with >= and drop what is known, or go back by a second.',
    evidence: [
      evidenceOf(before, 'came before these rows could be seen'),
      evidenceOf(asked, 'asked for stamps later than theirs'),
    ],
  };
};

/** A page ended among rows with one stamp, and the next one began after that stamp. */
export const tieAcrossPages: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const asked = row && strictlyAfter(row, file);
  const before = asked && lastBefore(asked, file);
  if (!row || !asked || !before?.rows || shownAt(before) < row.seenFrom) return undefined;
  if (!isAheadOf(before, row.key, file.mapping.source)) return undefined;
  return {
    name: 'tie-across-pages',
    verdict: verdictOf(difference, file),
    advice: 'Go on from the last stamp and the last key together, or with >= and drop what is known.',
    evidence: [
      evidenceOf(before, 'ended among rows with this stamp'),
      evidenceOf(asked, 'asked for later stamps'),
    ],
  };
};

/** The request that asked for what comes after just this stamp; undefined where a later walk would have brought the row. */
function strictlyAfter(row: RowCase, { walks }: CaseFile): Asked | undefined {
  if (row.stamp === undefined) return undefined;
  const isIt = (asked: Asked): boolean => {
    const bound = boundOf(asked);
    return bound !== undefined && isJustAfter(bound, row.stamp as number) && isWhole(asked);
  };
  const place = walks.findIndex(
    ({ requests }) => requests.some(isIt) && shownAt(requests.at(-1) as Asked) >= row.seenFrom,
  );
  const walk = walks[place];
  if (walk === undefined || !walks.slice(place + 1).every((later) => isPassedBy(later, row)))
    return undefined;
  return walk.requests.find(isIt);
}
