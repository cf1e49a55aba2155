import { type Evidence, evidenceOf, type FindCause } from './cause.ts';

/** A row that is deleted in the source and live in the destination. */
export const deletesUnseen: FindCause = ({ kind, deletedAt }, { asked }) => {
  if (kind !== 'extra' || deletedAt === undefined) return undefined;
  const after = asked?.find(({ at }) => at >= deletedAt);
  const evidence: readonly Evidence[] = after
    ? [evidenceOf(after, 'came after the delete, and an answer has only rows that are there')]
    : [];
  return {
    name: 'deletes-unseen',
    verdict: 'permanent',
    advice:
      'Ask the source for deleted rows, or read all keys from time to time, and call op.delete for those that are gone.',
    evidence,
  };
};
