import type { CardLine } from '../card/card.ts';
import type { Verdict } from '../causes/cause.ts';
import type { DifferenceKind } from '../compare/difference.ts';
import type { Destination } from '../destination.ts';
import type { WorldOptions } from '../world-options.ts';

/** `equal`: nothing differs; `differs`; `nothing to compare`: not one table could be mapped, or none has rows. */
export type Result = 'equal' | 'differs' | 'nothing to compare';

/** How a destination compares with the world. As JSON it is what `playground verify --json` prints. */
export interface VerifyReport {
  /** Of this document. */
  readonly version: 1;
  readonly result: Result;
  readonly destination: { readonly name: string; readonly kind: Destination['kind'] };
  readonly world: WorldOptions;
  /** ISO 8601. */
  readonly window: { readonly from: string; readonly to: string };
  /** What is known of how the destination was filled; null where no journal tells. */
  readonly journal: { readonly syncs: number; readonly requests: number; readonly faults: number } | null;
  readonly tables: readonly TableReport[];
  readonly findings: readonly Finding[];
  /** How the connector has asked, where that was to be judged. */
  readonly card?: readonly CardLine[];
}

export type TableReport = ComparedTable | UncomparedTable;

/** A table of which nothing could be compared. */
interface UncomparedTable {
  readonly destination: string;
  readonly source: null;
  readonly reason: string;
}

/** Rows are counted once: each is equal, deleted, stale, torn, extra or duplicated. Missing ones are no rows. */
export interface ComparedTable {
  readonly destination: string;
  readonly source: string;
  readonly result: 'equal' | 'differs';
  readonly mapping: {
    /** Columns of the destination that hold the key of the source. */
    readonly key: Readonly<Record<string, string>>;
    /** All columns of the destination with those of the source. */
    readonly columns: Readonly<Record<string, string>>;
    /** Columns of the destination that are none of the source's: they are not compared. */
    readonly unmapped: readonly string[];
    /** Columns of the source that the destination does not have. */
    readonly absent: readonly string[];
    /** Whether missing rows were looked for. */
    readonly rows: 'all' | 'part';
  };
  readonly rows: number;
  readonly equal: number;
  readonly deleted: number;
  readonly missing: number;
  readonly stale: number;
  readonly torn: number;
  readonly extra: number;
  readonly duplicated: number;
  readonly columns: readonly ColumnReport[];
}

export interface ColumnReport {
  readonly name: string;
  readonly source: string;
  readonly truthType: string;
  /** In the destination's words; null where it has no types. */
  readonly type: string | null;
  /** In how many rows it has a value that the source does not. */
  readonly unequal: number;
  /** What is wrong with all of it, or what its type loses; null as a rule. */
  readonly loss: string | null;
}

/** What is wrong with a finding's rows, or with a column. */
type FindingKind = DifferenceKind | 'column' | 'loss';

/** Rows of a table that are wrong for one cause, or a column that is. */
export interface Finding {
  /** The same in every run with the same cause in the same table, and in the same scenario where there is one. */
  readonly id: string;
  readonly table: string;
  readonly source: string;
  readonly kind: FindingKind;
  /** `unknown` where nothing that is known tells. */
  readonly cause: string;
  readonly verdict: Verdict;
  readonly count: number;
  /** The first hundred, by the source's names; of columns none. */
  readonly keys: readonly Readonly<Record<string, unknown>>[];
  /** What was found, a sentence each: of rows at most three. */
  readonly examples: readonly string[];
  readonly evidence: readonly {
    /** The number in the journal. */
    readonly request: number;
    readonly at: string;
    readonly asked: string;
    readonly note: string;
  }[];
  readonly advice: string;
}
