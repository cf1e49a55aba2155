import type { Difference } from '../../compare/difference.ts';
import type { Asked } from '../asked.ts';
import { type CaseFile, evidenceOf, type FindCause } from '../cause.ts';
import { verdictOf } from '../verdict.ts';
import { isOfFailed } from './state-before-rows.ts';

/** A row that an answer held, or a version of it, and that is not in the destination. */
export const servedAndLost: FindCause = (difference, file) => {
  const served = lastServing(difference, file);
  if (!served || isOfFailed(served, file)) return undefined;
  const note =
    difference.kind === 'stale' ? 'had these rows as they are now, or as they were later' : 'had these rows';
  return {
    name: 'served-and-lost',
    verdict: verdictOf(difference, file),
    advice: `Look at what the connector does between the answer and its upsert into ${file.mapping.table.name}: does it skip rows?`,
    evidence: [evidenceOf(served, note)],
  };
};

/** The last answer that had a row or, of a stale one, a version that the destination lacks. */
export function lastServing(
  { kind, key, stale, isMarkedDeleted }: Difference,
  file: CaseFile,
): Asked | undefined {
  const { asked = [], servedIn, syncs } = file;
  if (kind === 'missing') {
    // Whoever reads all rows again marks those of before as deleted.
    const first = (isMarkedDeleted ? syncs.at(-1)?.requests[0]?.number : undefined) ?? 0;
    return asked.findLast((one) => one.number >= first && servedIn(one, key).is === 'served');
  }
  if (kind !== 'stale' || stale === undefined) return undefined;
  return asked.findLast((one) => {
    const served = servedIn(one, key);
    return served.is === 'served' && isVersionOf(served.row.changedAt, stale.until);
  });
}

/** A version came to be when the one before it ended. */
function isVersionOf(changedAt: number | undefined, until: number): boolean {
  return changedAt !== undefined && changedAt >= until;
}
