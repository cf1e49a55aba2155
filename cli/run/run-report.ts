import type { TableCounts } from './destination.ts';

/** How a sync went. */
export interface SyncReport {
  readonly exitCode: number;
  /** Whether it was stopped because it took too long. */
  readonly timedOut: boolean;
  readonly seconds: number;
  readonly tables: TableCounts;
  readonly state: unknown;
  /** The end of what it wrote. */
  readonly log: string;
}

/**
 * `as expected`, `fails as known` and `different` for an example with expectations; `succeeded`, `nothing to compare` (it
 * has left no row, or none of this world) and `failed` for a connector without; the rest was not run: `cannot run` for want of a service or a Python module, `not served` for
 * want of its source, `unknown` because nobody knows its configuration.
 */
export type Result =
  | 'as expected'
  | 'fails as known'
  | 'different'
  | 'succeeded'
  | 'nothing to compare'
  | 'failed'
  | 'cannot run'
  | 'not served'
  | 'unknown';

const FAILED: readonly Result[] = ['different', 'failed', 'cannot run'];
const NOT_COMPARED: Result = 'nothing to compare';

/** How the run of a connector went. */
export interface RunReport {
  /** Where the connector is. */
  readonly folder: string;
  /** Which public example it is. */
  readonly example?: string;
  /** How much of its code is that of the example, from 0 to 1; absent where `--as` said which one it is. */
  readonly likeness?: number;
  readonly result: Result;
  /** Of a connector of which nothing is known: its tables, and which of the world they were compared with. */
  readonly compared?: readonly string[];
  /** What differs, or why it was not run. */
  readonly reasons: readonly string[];
  readonly syncs: readonly SyncReport[];
  readonly seconds: number;
  /** Where it was run, if that is kept. */
  readonly scratch?: string;
}

export function isBad({ result }: Pick<RunReport, 'result'>): boolean {
  return result === NOT_COMPARED || FAILED.includes(result);
}

/** What the command ends with: 1 if any failed, 3 if any left nothing to compare, else 0. */
export function exitCodeOf(reports: readonly RunReport[]): number {
  if (reports.some(({ result }) => FAILED.includes(result))) return 1;
  return reports.some(isBad) ? 3 : 0;
}
