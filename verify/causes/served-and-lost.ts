import { isAnswered } from './asked.ts';
import { evidenceOf, type FindCause } from './cause.ts';
import { wasServed } from './served-places.ts';
import { verdictOf } from './stamp.ts';

/** A row that an answer held, and that is not in the destination. */
export const servedAndLost: FindCause = (difference, file) => {
  if (difference.kind !== 'missing') return undefined;
  const { table, source } = file.mapping;
  const size = source.seenAt(difference.truth?.changedAt ?? 0).size;
  const served = file.asked?.findLast((asked) => isAnswered(asked) && wasServed(asked, difference, size));
  if (!served) return undefined;
  return {
    name: 'served-and-lost',
    verdict: verdictOf(difference, file),
    advice: `Look at what the connector does between the answer and its upsert into ${table.name}: does it skip rows?`,
    evidence: [evidenceOf(served, 'had these rows')],
  };
};
