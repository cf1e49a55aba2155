import { type Asked, isAnswered } from '../asked.ts';
import { asksForDeletes } from '../asked-list.ts';
import { type Evidence, evidenceOf, type FindCause } from '../cause.ts';
import { isPassed } from '../stamp.ts';

/** A row that is deleted in the source and live in the destination. */
export const deletesUnseen: FindCause = ({ kind, key, deletedAt }, { asked = [], servedIn }) => {
  if (kind !== 'extra' || deletedAt === undefined) return undefined;
  const after = asked.filter((one) => one.at >= deletedAt && isAnswered(one));
  const told = after.find((one) => asksForDeletes(one) && !isPassed(one, deletedAt));
  const served = asked.findLast((one) => servedIn(one, key).is === 'served');
  const evidence: Evidence[] = served ? [evidenceOf(served, 'had these rows')] : [];
  if (told) {
    return {
      name: 'deletes-lost',
      verdict: 'unknown',
      advice: 'Read the list of what was deleted to its end, and call op.delete for every key.',
      evidence: [...evidence, evidenceOf(told, 'asked what was deleted, after the delete')],
    };
  }
  const first = after.find(asksForDeletes) ?? after[0];
  if (first) evidence.push(evidenceOf(first, noteOn(first)));
  return {
    name: 'deletes-unseen',
    verdict: 'permanent',
    advice:
      'Ask the source for deleted rows, or read all keys from time to time, and call op.delete for those that are gone.',
    evidence,
  };
};

function noteOn(asked: Asked): string {
  return asksForDeletes(asked)
    ? 'came after the delete, and asked for later deletes alone'
    : 'came after the delete, and did not ask what was deleted';
}
