import { isWhole } from '../whole.ts';
import { lostWithAnswer, shownAnswer } from './lost-with-answer.ts';

/** An answer that could not be read was taken for the end, or passed over. */
export const errorIsTheEnd = lostWithAnswer({
  name: 'error-is-the-end',
  isIt: (asked) => !isWhole(asked),
  note: (asked) => `${shownAnswer(asked)}, and was not asked again`,
  advice: 'Ask again when an answer is an error, and fail the sync when that does not help.',
});
