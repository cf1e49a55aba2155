import { pathOf } from '../walks.ts';
import { isWhole } from '../whole.ts';
import { lostWithAnswer, shownAnswer } from './lost-with-answer.ts';

/** One of several slices of a table could not be read, and the cursor that all have in common went on. */
export const parallelSlices = lostWithAnswer({
  name: 'parallel-slices',
  isIt: (asked, _met, { walks }) =>
    !isWhole(asked) &&
    asked.operation !== 'query' &&
    walks.some(({ requests: [first] }) => first.route === asked.route && pathOf(first) !== pathOf(asked)),
  note: (asked) => `${shownAnswer(asked)}, and the other slices went on`,
  advice: 'Keep a cursor for each slice, and move it when that slice has been read to its end.',
});
