import { isWhole } from '../whole.ts';
import { lostWithAnswer, shownAnswer } from './lost-with-answer.ts';

/** The cursor of a walk was no longer known. */
export const tokenOfTheWalkExpires = lostWithAnswer({
  name: 'token-of-the-walk-expires',
  isIt: (asked, { expire }) => !isWhole(asked) && (expire === 'scroll' || asked.status === 410),
  note: (asked) => `${shownAnswer(asked)}, and the walk was not begun again`,
  advice: 'Begin the walk again from the last stamp that was read when its cursor is no longer known.',
});
