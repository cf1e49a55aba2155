import type { Row } from '../../../fixtures/table.ts';
import { type Asked, isAnswered } from '../asked.ts';
import { sinceOf } from '../asked-list.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { isAheadOf } from '../places.ts';
import { verdictOf } from '../verdict.ts';

/** What a row is that no request could have brought: a connector has not lost it. */
export const NOT_LISTED = 'not-listed';

/** A row behind the end of a list of which the source says that it is whole, and no other list was asked for. */
export const notListed: FindCause = (difference, file) => {
  const { asked, isWhole, mapping } = file;
  if (difference.kind !== 'missing' || asked === undefined || !isWhole) return undefined;
  const key = difference.key as Row;
  const lists = asked.filter(isAnswered);
  const last = lists.at(-1);
  if (last === undefined || !isAheadOf(last, key, mapping.source)) return undefined;
  if (!lists.every((list) => isWholeList(list) && isLeftOut(list, key, file))) return undefined;
  return {
    name: NOT_LISTED,
    verdict: verdictOf(difference, file),
    advice: 'The source shows no more of its rows there. Read another list for the others.',
    evidence: [evidenceOf(last, 'had the first rows, and the source says that there are no more')],
  };
};

function isWholeList(asked: Asked): boolean {
  return asked.page?.isLast === true && asked.rows?.first === 0 && sinceOf(asked) === undefined;
}

function isLeftOut(asked: Asked, key: Row, { servedIn }: CaseFile): boolean {
  return servedIn(asked, key).is === 'left out';
}
