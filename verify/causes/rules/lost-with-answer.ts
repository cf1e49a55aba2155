import type { Asked } from '../asked.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { isLostWith } from '../lost-with.ts';
import { type Met, metBy } from '../met.ts';
import { onceForFile } from '../once-for.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

/** A kind of answer after which connectors lose rows. */
interface LosingAnswer {
  /** As the scenario is called. */
  readonly name: string;
  isIt(asked: Asked, met: Met, file: CaseFile): boolean;
  /** What is said of the request. */
  note(asked: Asked): string;
  readonly advice: string;
}

/** A row that was lost with an answer of this kind: that answer would have had it, or would have led to it. */
export function lostWithAnswer({ name, isIt, note, advice }: LosingAnswer): FindCause {
  // Which answers are of this kind is the same for all rows.
  const answersOf = onceForFile((file) =>
    file.walks.flatMap((walk) =>
      walk.requests.flatMap((asked, place) =>
        isIt(asked, metBy(asked), file) ? [{ walk, asked, place }] : [],
      ),
    ),
  );
  return (difference, file) => {
    const row = rowCaseOf(difference, file);
    if (row === undefined) return undefined;
    const lost = answersOf(file).find(({ walk, place }) => isLostWith(walk, place, row, file));
    if (lost === undefined) return undefined;
    const evidence = [evidenceOf(lost.asked, note(lost.asked))];
    return { name, verdict: verdictOf(difference, file), advice, evidence };
  };
}

export function shownAnswer({ status, errorCode, aborted, fault }: Asked): string {
  if (aborted) return 'was left before its end';
  const answer = status === null ? (errorCode ?? 'not at all') : String(status);
  return fault ? `was answered ${answer} (plan ${fault})` : `was answered ${answer}`;
}
