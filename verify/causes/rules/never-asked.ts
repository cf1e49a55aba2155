import type { Difference } from '../../compare/difference.ts';
import { answeredIn } from '../answered-in.ts';
import type { Asked } from '../asked.ts';
import { type CaseFile, type Cause, evidenceOf, type FindCause } from '../cause.ts';
import { isPassed, stampOf } from '../stamp.ts';
import { verdictOf } from '../verdict.ts';

/** A row that no answer could have held: its table, or its part of it, was not asked for. */
export const neverAsked: FindCause = (difference, file) => {
  if (difference.kind !== 'missing' || file.asked === undefined || !file.isWhole) return undefined;
  const answered = answeredIn(file);
  if (answered.length === 0) return ofTable(file);
  return ofPart(difference, file, answered);
};

function ofTable({ mapping, asked = [] }: CaseFile): Cause {
  const refused = asked.map((one) => evidenceOf(one, `was answered ${one.status ?? one.errorCode}`));
  return {
    name: 'never-asked',
    verdict: 'unknown',
    advice:
      refused.length > 0
        ? `No request for ${mapping.source.name} was answered well. Ask again, and fail the sync when that does not help.`
        : `The journal has no request for ${mapping.source.name}. Ask for it.`,
    evidence: refused.slice(0, 3),
  };
}

function ofPart(difference: Difference, file: CaseFile, answered: readonly Asked[]): Cause | undefined {
  const stamp = stampOf(difference, file);
  const isOutside = (asked: Asked): boolean => {
    const { is } = file.servedIn(asked, difference.key);
    return is === 'left out' || (is === 'unknown' && isPassed(asked, stamp));
  };
  if (!answered.every(isOutside)) return undefined;
  const last = answered.at(-1) as Asked;
  return {
    name: 'never-asked',
    verdict: verdictOf(difference, file),
    advice:
      'Ask on until an answer has no rows or says that there are no more, and begin where the last sync ended.',
    evidence: [
      evidenceOf(
        last,
        isPassed(last, stamp) ? 'asked for later rows only' : `was the last one, and had ${placesOf(last)}`,
      ),
    ],
  };
}

function placesOf({ rows }: Asked): string {
  return rows === null ? 'none of these rows' : `places ${rows.first} to ${rows.last} by ${rows.order}`;
}
