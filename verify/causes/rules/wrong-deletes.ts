import type { Row } from '../../../fixtures/table.ts';
import type { Difference } from '../../compare/difference.ts';
import { isMarked, versionsBefore } from '../../compare/versions.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { firstPassing, rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';
import { isWhole } from '../whole.ts';
import { shownAnswer } from './lost-with-answer.ts';

/** A row that had been deleted is there again, and stays deleted in the destination. */
export const undelete: FindCause = (difference, file) => {
  const { kind, key, isMarkedDeleted } = difference;
  if (kind !== 'missing' || !isMarkedDeleted || !isBack(difference, file)) return undefined;
  if (isPassedOver(difference, file)) return undefined;
  return {
    name: 'undelete',
    verdict: verdictOf(difference, file),
    advice: 'Upsert a row whenever an answer has it, whatever was known of its key before.',
    evidence: (file.asked ?? [])
      .filter((one) => file.servedIn(one, key).is === 'served')
      .slice(-1)
      .map((one) => evidenceOf(one, 'had these rows again')),
  };
};

/** Whether a row had been deleted or marked before. */
function isBack({ truth, key }: Difference, { mapping: { source } }: CaseFile): boolean {
  if (truth?.changedAt === undefined) return false;
  const before = source.seenAt(truth.changedAt - 1).find(key as Row);
  const wasGone = before !== undefined && 'deletedAt' in before;
  return wasGone || [...versionsBefore(source, truth, key as Row)].some(isMarked);
}

/** Whether nobody has asked for the row since it is there. */
function isPassedOver(difference: Difference, file: CaseFile): boolean {
  const row = rowCaseOf(difference, file);
  return row !== undefined && firstPassing(row) !== undefined;
}

/** Rows that the source has are marked as deleted: what was read of a list was taken for all of it. */
export const wrongDeletes: FindCause = (difference, file) => {
  const { kind, isMarkedDeleted } = difference;
  const [last] = file.syncs.slice(-1);
  // Where no journal tells, nobody knows what was in a list.
  if (kind !== 'missing' || !isMarkedDeleted || last === undefined) return undefined;
  if (isBack(difference, file) && isPassedOver(difference, file)) return undefined;
  const broken = last.requests.find((asked) => !isWhole(asked) || asked.fault);
  return {
    name: 'wrong-deletes',
    verdict: verdictOf(difference, file),
    advice: 'Delete what a list does not have only when the list was read to its end without an error.',
    evidence: broken
      ? [evidenceOf(broken, `${shownAnswer(broken)}, and what was not in the list was deleted`)]
      : [],
  };
};
