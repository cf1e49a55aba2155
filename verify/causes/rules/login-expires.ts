import { isWhole } from '../whole.ts';
import { lostWithAnswer, shownAnswer } from './lost-with-answer.ts';

/** The login ended in the middle of a walk. */
export const loginExpires = lostWithAnswer({
  name: 'login-expires',
  isIt: (asked, { expire }) => !isWhole(asked) && (expire === 'token' || asked.status === 401),
  note: (asked) => `${shownAnswer(asked)}, and was not asked again with a new login`,
  advice: 'Log in anew when an answer is 401, and ask for the same page again.',
});
