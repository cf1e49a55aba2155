import { evidenceOf, type FindCause } from '../cause.ts';
import { onceForFile } from '../once-for.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';
import { isWhole } from '../whole.ts';
import { shownAnswer } from './lost-with-answer.ts';

/** Whether the last sync asked for the table. */
const isInLastSync = onceForFile(({ asked = [], syncs }) => {
  const own = new Set(asked.map(({ number }) => number));
  return syncs.at(-1)?.requests.some(({ number }) => own.has(number)) === true;
});

/** A sync that went on after one that was interrupted did not ask for a table any more. */
export const resumeSkips: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const [last, before] = file.syncs.slice(-2).toReversed();
  if (!row || !last || !before || file.asked === undefined || isInLastSync(file)) return undefined;
  const broken = before.requests.findLast((asked) => !isWhole(asked) || asked.fault?.includes('kill'));
  const [first] = last.requests;
  if (!first || (!before.hasFailed && broken === undefined)) return undefined;
  const evidence = broken ? [evidenceOf(broken, `${shownAnswer(broken)}, in the sync before`)] : [];
  return {
    name: 'resume-skips',
    verdict: verdictOf(difference, file),
    advice: `Ask for ${file.mapping.source.name} in every sync, and save for each table how far it was read.`,
    evidence: [...evidence, evidenceOf(first, 'began a sync without a request for these rows')],
  };
};
