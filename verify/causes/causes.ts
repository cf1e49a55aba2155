import type { Difference } from '../compare/difference.ts';
import type { CaseFile, Cause, FindCause } from './cause.ts';
import { cutBody, cutFile } from './rules/cut-body.ts';
import { deletesUnseen } from './rules/deletes-unseen.ts';
import { emptyPage } from './rules/empty-page.ts';
import { sameSecondLater, tieAcrossPages } from './rules/equal-stamp.ts';
import { errorIsTheEnd } from './rules/error-is-the-end.ts';
import { eventuallyConsistentList } from './rules/eventually-consistent-list.ts';
import { html200 } from './rules/html-200.ts';
import { lateCommit } from './rules/late-commit.ts';
import { loginExpires } from './rules/login-expires.ts';
import { maxThenRead } from './rules/max-then-read.ts';
import { neverAsked } from './rules/never-asked.ts';
import { noKey } from './rules/no-key.ts';
import { noStamp } from './rules/no-stamp.ts';
import { notListed } from './rules/not-listed.ts';
import { objects } from './rules/objects.ts';
import { pageThatNeverAdvances } from './rules/page-that-never-advances.ts';
import { parallelSlices } from './rules/parallel-slices.ts';
import { parentAndChild } from './rules/parent-and-child.ts';
import { hiddenByReplica, writtenOverByReplica } from './rules/replica-lag.ts';
import { resultWindow } from './rules/result-window.ts';
import { resumeSkips } from './rules/resume-skips.ts';
import { rowsMoveUnderOffset } from './rules/rows-move-under-offset.ts';
import { servedAndLost } from './rules/served-and-lost.ts';
import { servedOld } from './rules/served-old.ts';
import { shortPage } from './rules/short-page.ts';
import { silentChange } from './rules/silent-change.ts';
import {
  cursorIsNow,
  repeatedHour,
  roundedCursor,
  sourceClockAhead,
  zoneOfFilter,
} from './rules/since-beyond.ts';
import { snapshotThenStream } from './rules/snapshot-then-stream.ts';
import { stateBeforeRows } from './rules/state-before-rows.ts';
import { tokenOfTheWalkExpires } from './rules/token-of-the-walk-expires.ts';
import { unstableTies } from './rules/unstable-ties.ts';
import { undelete, wrongDeletes } from './rules/wrong-deletes.ts';
import { verdictOf } from './verdict.ts';

const FORGOTTEN =
  'The journal no longer has the oldest requests. Start the playground with a larger --journal-size, reset it, and sync again.';

/** The first that fits is it: what is said of a row by an answer that had it, or would have had it, comes before the rest. */
export const CAUSES: readonly FindCause[] = [
  // An answer had it.
  writtenOverByReplica,
  undelete,
  noKey,
  servedAndLost,
  wrongDeletes,
  unstableTies,
  // An answer would have had it, and could not be read.
  resumeSkips,
  stateBeforeRows,
  parallelSlices,
  loginExpires,
  tokenOfTheWalkExpires,
  html200,
  cutFile,
  cutBody,
  errorIsTheEnd,
  // It was behind an answer that was well, but not whole.
  pageThatNeverAdvances,
  emptyPage,
  resultWindow,
  shortPage,
  // It was neither before nor after what was asked for.
  sameSecondLater,
  tieAcrossPages,
  // It could be seen when the cursor had passed it.
  silentChange,
  maxThenRead,
  snapshotThenStream,
  objects,
  hiddenByReplica,
  eventuallyConsistentList,
  lateCommit,
  // It moved.
  rowsMoveUnderOffset,
  // The cursor was later than what was read.
  repeatedHour,
  zoneOfFilter,
  cursorIsNow,
  roundedCursor,
  sourceClockAhead,
  // Nobody asked for it.
  parentAndChild,
  // No cursor brings it.
  noStamp,
  notListed,
  neverAsked,
  servedOld,
  deletesUnseen,
];

/** Why a row is not as it should be; `unknown` where nothing that is known tells. */
export function causeOf(
  difference: Difference,
  file: CaseFile,
  causes: readonly FindCause[] = CAUSES,
): Cause {
  for (const find of causes) {
    const cause = find(difference, file);
    if (cause) return cause;
  }
  return {
    name: 'unknown',
    verdict: verdictOf(difference, file),
    advice: file.isWhole ? adviceOf(difference) : FORGOTTEN,
    evidence: [],
  };
}

function adviceOf({ kind, isMarkedDeleted }: Difference): string {
  switch (kind) {
    case 'missing':
      return isMarkedDeleted
        ? 'The destination has these rows marked as deleted, and the source still has them.'
        : 'Nothing that is known says why.';
    case 'extra':
      return 'The source has never had these keys.';
    case 'torn':
      return 'No version of these rows ever had all of these values.';
    case 'duplicated':
      return 'The destination has these keys several times.';
    case 'stale':
      return 'Nothing that is known says why.';
  }
}
