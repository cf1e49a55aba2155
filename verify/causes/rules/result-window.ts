import { lostWithAnswer } from './lost-with-answer.ts';

/** A source that serves only the first rows of a query. */
export const resultWindow = lostWithAnswer({
  name: 'result-window',
  isIt: (_asked, { cap }) => cap !== undefined,
  note: () => 'came to the last row that the source serves of one query',
  advice: 'Ask anew from the last stamp that was read when a query comes to the largest number of rows.',
});
