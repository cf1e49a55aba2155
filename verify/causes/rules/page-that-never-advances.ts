import { lostWithAnswer } from './lost-with-answer.ts';

/** A page said that the next one is itself. */
export const pageThatNeverAdvances = lostWithAnswer({
  name: 'page-that-never-advances',
  isIt: (_asked, { next }) => next === 'same',
  note: () => 'led to itself, and nothing behind it was read',
  advice: 'Fail the sync when a page leads to itself; do not end the walk there.',
});
