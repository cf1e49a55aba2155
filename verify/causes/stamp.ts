import type { Difference } from '../compare/difference.ts';
import type { Asked } from './asked.ts';
import { isBeyond } from './bound.ts';
import { boundOf } from './bound-of.ts';
import type { CaseFile } from './cause.ts';
import { stampIn } from './stamp-in.ts';

/** Of databases: which rows they read is told by what they served. */
const STATEMENT = 'query';

/** The time on a row of the source by which syncs ask for what is new (ms since 1970); undefined where it has none. */
export function stampOf({ truth }: Difference, { mapping }: CaseFile): number | undefined {
  return truth && stampIn(truth, mapping.source);
}

/** A request that asks for later rows alone cannot bring one. */
export function isPassed(asked: Asked, stamp: number | undefined): boolean {
  const bound = asked.operation === STATEMENT ? undefined : boundOf(asked);
  return bound !== undefined && stamp !== undefined && isBeyond(bound, stamp);
}
