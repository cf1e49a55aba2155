import type { Asked } from '../asked.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { isLostWith } from '../lost-with.ts';
import { type Met, metBy } from '../met.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';
import type { Walk } from '../walks.ts';

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
  return (difference, file) => {
    const row = rowCaseOf(difference, file);
    if (row === undefined) return undefined;
    const isLosing = (walk: Walk, asked: Asked, place: number): boolean =>
      isIt(asked, metBy(asked), file) && isLostWith(walk, place, row, file);
    for (const walk of file.walks) {
      const lost = walk.requests.find((asked, place) => isLosing(walk, asked, place));
      if (lost) {
        const evidence = [evidenceOf(lost, note(lost))];
        return { name, verdict: verdictOf(difference, file), advice, evidence };
      }
    }
    return undefined;
  };
}

export function shownAnswer({ status, errorCode, aborted, fault }: Asked): string {
  if (aborted) return 'was left before its end';
  const answer = status === null ? (errorCode ?? 'not at all') : String(status);
  return fault ? `was answered ${answer} (plan ${fault})` : `was answered ${answer}`;
}
