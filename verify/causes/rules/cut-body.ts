import { type Asked, isAnswered } from '../asked.ts';
import { metBy } from '../met.ts';
import { isWhole } from '../whole.ts';
import { lostWithAnswer, shownAnswer } from './lost-with-answer.ts';

/** An answer that ended in its middle. */
export const cutBody = lostWithAnswer({
  name: 'cut-body',
  isIt: (asked) => isCut(asked) && !isFile(asked.route),
  note: (asked) => `${shownAnswer(asked)}, was cut off, and was not asked again`,
  advice: 'Ask again when an answer ends before its length or before the end of its JSON.',
});

/** A file whose end was not there. */
export const cutFile = lostWithAnswer({
  name: 'cut-file',
  isIt: (asked) => isCut(asked) && isFile(asked.route),
  note: (asked) => `${shownAnswer(asked)}, was cut off, and was not asked again`,
  advice: 'Compare what came with Content-Length or a checksum, or with the number of rows, before using it.',
});

/** It began well. */
function isCut(asked: Asked): boolean {
  const { operation, status } = asked;
  const hasBegun = operation === 'query' ? metBy(asked).cut !== undefined : status !== null;
  return hasBegun && isAnswered(asked) && !isWhole(asked);
}

function isFile(route: string | null): boolean {
  return route !== null && /^export_|^GetObject$/.test(route);
}
