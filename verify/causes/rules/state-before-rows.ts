import type { Asked } from '../asked.ts';
import type { CaseFile } from '../cause.ts';
import { metAfter } from '../met.ts';
import { isWhole } from '../whole.ts';
import { lostWithAnswer, shownAnswer } from './lost-with-answer.ts';

/** A sync that was ended by an error, or from outside, had saved a state beyond what it had read. */
export const stateBeforeRows = lostWithAnswer({
  name: 'state-before-rows',
  isIt: (asked, met, file) => {
    if (met.kill !== undefined || metAfter(asked).kill !== undefined) return true;
    return isLastOfFailed(asked, file) || (!isWhole(asked) && syncOf(asked, file)?.hasFailed === true);
  },
  note: (asked) => `${shownAnswer(asked)}; its sync ended, and the next one began behind these rows`,
  advice: 'Save the state after the rows that it stands for: op.checkpoint() when they have been written.',
});

function isLastOfFailed(asked: Asked, file: CaseFile): boolean {
  const sync = syncOf(asked, file);
  return sync?.hasFailed === true && sync.requests.at(-1)?.number === asked.number;
}

function syncOf(asked: Asked, { syncs }: CaseFile): CaseFile['syncs'][number] | undefined {
  return syncs.find(({ requests }) => requests.some(({ number }) => number === asked.number));
}
