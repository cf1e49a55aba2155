import type { Row } from '../../fixtures/table.ts';
import type { RowVersion } from '../../fixtures/world-table.ts';
import type { Found } from '../destination.ts';

/** In the order in which reports count them. */
export const DIFFERENCE_KINDS = ['missing', 'stale', 'torn', 'extra', 'duplicated'] as const;

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** A row of a destination that is not as it should be, or one that it lacks. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** By the source's names; of a row whose key the source cannot have, what the destination has there. */
  readonly key: Readonly<Record<string, unknown>>;
  /** The row of the source; undefined where it has none. */
  readonly truth: RowVersion | undefined;
  /** What the destination has in the columns that were compared; undefined where it has no such row. */
  readonly found: Readonly<Record<string, Found>> | undefined;
  /** The place of the source's row in its table; undefined where it has none, or where it does not matter. */
  readonly place: number | undefined;
  /** Of an extra row: when it was deleted (ms since 1970); undefined where it has never been. */
  readonly deletedAt?: number;
  /** Of a stale row: which version it is, and until when that was true. */
  readonly stale?: { readonly version: number; readonly until: number };
  /** Of a torn row: the columns with values that this version does not have. */
  readonly columns?: readonly string[];
  /** Of a missing row: whether the destination has it, marked as deleted. */
  readonly isMarkedDeleted?: boolean;
}

/** The key of the row, without the rest of the source's row. */
export function keyValues(row: Row, key: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(key.map((name) => [name, row[name]]));
}
