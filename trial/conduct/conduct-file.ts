import type { CardLine } from '../../verify/card/card.ts';
import type { Asked } from '../../verify/causes/asked.ts';
import { evidenceOf } from '../../verify/causes/cause.ts';
import type { SyncStart } from '../../verify/causes/syncs.ts';
import type { TrialFinding } from '../verdict.ts';

/** What is known of how a connector asks, whatever is in its destination. */
export interface ConductFile {
  /** All that it asked, oldest first. */
  readonly asked: readonly Asked[];
  readonly starts: readonly SyncStart[];
  /** After each sync, in bytes; empty where nobody knows. */
  readonly stateSizes: readonly number[];
  /** How it has asked in all of the scenario. */
  readonly card: readonly CardLine[];
}

/** Finds one fault of conduct; undefined where there is none. */
export type FindConduct = (
  file: ConductFile,
) => Omit<TrialFinding, 'id' | 'cause' | 'verdict' | 'table'> | undefined;

/** What an evidence says of a request, without the time. */
export function noted(asked: Asked, note: string): TrialFinding['evidence'][number] {
  const { at: _at, ...said } = evidenceOf(asked, note);
  return said;
}
