import type { Difference } from '../compare/difference.ts';
import { isBeyond } from './bound.ts';
import type { CaseFile, Verdict } from './cause.ts';
import { stampOf } from './stamp.ts';

/**
 * Whether a later sync will bring a row: it goes on from where the last walk began, or from later. As long as something went
 * wrong on purpose in the last sync, nobody knows.
 */
export function verdictOf(difference: Difference, file: CaseFile): Verdict {
  const bound = file.walks.findLast((walk) => walk.bound !== undefined)?.bound;
  const stamp = stampOf(difference, file);
  if (bound === undefined || !file.isHealed) return 'unknown';
  if (stamp !== undefined) return isBeyond(bound, stamp) ? 'permanent' : 'unknown';
  const hasColumn = difference.truth !== undefined && file.mapping.source.stampColumn !== undefined;
  return hasColumn ? 'permanent' : 'unknown';
}
