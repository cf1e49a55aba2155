import type { Asked } from '../asked.ts';
import { isJustAfter } from '../bound.ts';
import { boundOf } from '../bound-of.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { answeredAt, shownAt } from '../met.ts';
import { onceForFile } from '../once-for.ts';
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
function strictlyAfter(row: RowCase, file: CaseFile): Asked | undefined {
  const { stamp } = row;
  if (stamp === undefined) return undefined;
  const found = boundedIn(file).find(
    ({ bound, walk }) => isJustAfter(bound, stamp) && shownAt(walk.requests.at(-1) as Asked) >= row.seenFrom,
  );
  return found?.later.every((walk) => isPassedBy(walk, row)) ? found.asked : undefined;
}

/** What a client could read that asked for rows since a time, with its walk and those after that. */
const boundedIn = onceForFile(({ walks }) =>
  walks.flatMap((walk, place) => {
    const later = walks.slice(place + 1);
    return walk.requests.flatMap((asked) => {
      const bound = boundOf(asked);
      return bound !== undefined && isWhole(asked) ? [{ asked, bound, walk, later }] : [];
    });
  }),
);
