import { lostWithAnswer } from './lost-with-answer.ts';

/** A page without rows, with more behind it, was taken for the end. */
export const emptyPage = lostWithAnswer({
  name: 'empty-page',
  isIt: (_asked, { empty }) => empty !== undefined,
  note: () => 'had no rows, and there were more behind it',
  advice: 'Go on for as long as the answer says how; a page without rows is not the end.',
});
