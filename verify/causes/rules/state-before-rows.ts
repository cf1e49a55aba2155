import type { Asked } from '../asked.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { isLast } from '../lost-with.ts';
import { metAfter } from '../met.ts';
import { onceForFile } from '../once-for.ts';
import { rowCaseOf } from '../row-case.ts';
import { syncOf } from '../syncs.ts';
import { verdictOf } from '../verdict.ts';
import { isWhole } from '../whole.ts';
import { lostWithAnswer, shownAnswer } from './lost-with-answer.ts';

const NAME = 'state-before-rows';
const ADVICE =
  'Save the state after the rows that it stands for: op.checkpoint() when they have been written.';

const lostWithTheSync = lostWithAnswer({
  name: NAME,
  isIt: (asked, met, file) => {
    if (met.kill !== undefined || metAfter(asked).kill !== undefined) return true;
    return isLastOfFailed(asked, file) || (!isWhole(asked) && syncOf(asked, file.syncs)?.hasFailed === true);
  },
  note: (asked) => `${shownAnswer(asked)}; its sync ended, and the next one began behind these rows`,
  advice: ADVICE,
});

/** A sync that was ended by an error, or from outside, had saved a state beyond what it had read or written. */
export const stateBeforeRows: FindCause = (difference, file) =>
  lostWithTheSync(difference, file) ?? servedBeforeTheEnd(difference, file);

/** Walks of syncs that failed, with what those asked in them. */
const failedWalks = onceForFile((file) =>
  file.walks.flatMap((walk) => {
    const failed = walk.requests.filter((asked) => isOfFailed(asked, file));
    return failed.length > 0 ? [{ walk, failed }] : [];
  }),
);

/** An answer of that sync had the row; it was not written when the sync ended, and no later one asked for it. */
const servedBeforeTheEnd: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  if (row === undefined) return undefined;
  const isIt = (asked: Asked): boolean => {
    const served = file.servedIn(asked, difference.key);
    return served.is === 'served' && row.isLacking(served.row);
  };
  for (const { walk, failed } of failedWalks(file)) {
    const served = failed.find(isIt);
    if (served === undefined || !isLast(walk, row, file)) continue;
    return {
      name: NAME,
      verdict: verdictOf(difference, file),
      advice: ADVICE,
      evidence: [
        evidenceOf(
          served,
          'had these rows; its sync ended before they were written, and the next one began behind them',
        ),
      ],
    };
  }
  return undefined;
};

/** Whether a sync asked this that failed before another, so that it could not say that it has kept the answer. */
export function isOfFailed(asked: Asked, { syncs }: CaseFile): boolean {
  const sync = syncOf(asked, syncs);
  return sync?.hasFailed === true && sync !== syncs.at(-1);
}

function isLastOfFailed(asked: Asked, { syncs }: CaseFile): boolean {
  const sync = syncOf(asked, syncs);
  return sync?.hasFailed === true && sync.requests.at(-1)?.number === asked.number;
}
