import { lostWithAnswer } from './lost-with-answer.ts';

/** A page with fewer rows than were asked for was taken for the end, or for a whole one. */
export const shortPage = lostWithAnswer({
  name: 'short-page',
  isIt: (_asked, { short }) => short !== undefined,
  note: () => 'had fewer rows than were asked for, and there were more behind it',
  advice: 'Go on from the last row that came, until the answer says that there are no more.',
});
