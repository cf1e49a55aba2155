import type { Difference } from '../compare/difference.ts';
import type { TableMapping } from '../mapping/table-mapping.ts';
import type { Asked } from './asked.ts';
import type { ServedIn } from './served.ts';
import type { Sync } from './syncs.ts';
import type { Walk } from './walks.ts';

/** What will become of a difference if nothing is changed. */
export type Verdict =
  /** No later sync will mend it. */
  | 'permanent'
  /** The next sync will mend it. */
  | 'transient'
  | 'unknown';

export interface Evidence {
  /** The number of a request in the journal. */
  readonly request: number;
  /** When it came, in the time of the world (ms since 1970). */
  readonly at: number;
  readonly asked: string;
  readonly note: string;
}

/** Why a row is not as it should be. */
export interface Cause {
  readonly name: string;
  readonly verdict: Verdict;
  readonly advice: string;
  readonly evidence: readonly Evidence[];
}

/** What is known when a cause is looked for. */
export interface CaseFile {
  readonly mapping: TableMapping;
  /** What was asked for this table but looks, oldest first; undefined where nothing is known of that. */
  readonly asked: readonly Asked[] | undefined;
  /** The same without what asks for no rows, by walks. */
  readonly walks: readonly Walk[];
  /** Walks of one request for one row, which read no rows but where to go on. */
  readonly looks: readonly Walk[];
  /** All syncs, with what was asked for other tables. */
  readonly syncs: readonly Sync[];
  /** When the last sync ended, in the time of the world (ms since 1970). */
  readonly until: number;
  /** Whether nothing went wrong on purpose in the last sync: what is wrong now was not mended by it. */
  readonly isHealed: boolean;
  /** Whether the journal has all that was ever asked; of a longer time it keeps the newest requests. */
  readonly isWhole: boolean;
  /** What an answer held of a row of the table. */
  readonly servedIn: ServedIn;
}

/** Finds one cause; undefined where it is another. */
export type FindCause = (difference: Difference, file: CaseFile) => Cause | undefined;

export function evidenceOf(asked: Asked, note: string): Evidence {
  const { number, at, operation, target } = asked;
  return { request: number, at, asked: [operation, target].filter(Boolean).join(' '), note };
}
