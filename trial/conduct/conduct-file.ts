import type { Asked } from '../../verify/causes/asked.ts';
import { evidenceOf } from '../../verify/causes/cause.ts';
import type { SyncStart } from '../../verify/causes/syncs.ts';
import type { VerifyReport } from '../../verify/report/report.ts';
import type { TrialFinding } from '../verdict.ts';

/** What is known of how a connector asks, whatever is in its destination. */
export interface ConductFile {
  /** All that it asked, oldest first. */
  readonly asked: readonly Asked[];
  readonly starts: readonly SyncStart[];
  /** After each sync, in bytes; empty where nobody knows. */
  readonly stateSizes: readonly number[];
  readonly report: VerifyReport;
}

/** Finds one fault of conduct; undefined where there is none. */
export type FindConduct = (
  file: ConductFile,
) => Omit<TrialFinding, 'id' | 'cause' | 'verdict' | 'table'> | undefined;

/** What was asked in the last sync. */
export function lastSyncOf({ asked, starts }: ConductFile): readonly Asked[] {
  const first = starts.at(-1)?.number ?? 0;
  return asked.filter(({ number }) => number >= first);
}

/** What an evidence says of a request, without the time. */
export function noted(asked: Asked, note: string): TrialFinding['evidence'][number] {
  const { at: _at, ...said } = evidenceOf(asked, note);
  return said;
}
