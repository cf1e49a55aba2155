import type { Column } from '../../fixtures/table.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';
import type { DestinationColumn, DestinationTable } from '../destination.ts';

/** A column of a destination, and that of the source which it holds. */
export interface MappedColumn {
  readonly column: DestinationColumn;
  /** Its place in a row of the destination. */
  readonly place: number;
  readonly source: Column;
  /** What is wrong with all of its values; undefined as a rule. They are not compared row by row then. */
  readonly fault: ColumnFault | undefined;
  /** Whether what its type loses is accepted. */
  readonly isLossy: boolean;
}

/** A column of a name that the source has, in which no sampled value is one that the source ever had there. */
export interface ColumnFault {
  readonly kind: 'other column' | 'constant' | 'null' | 'foreign';
  /** Of what it holds in place of its own values: the name of a column, or a value. */
  readonly holds: string;
}

/** Which table of the world a table of a destination is, and which column is which. */
export interface TableMapping {
  readonly table: DestinationTable;
  readonly source: WorldTable;
  /** Where a row of the destination has the columns of the source's key, in their order. */
  readonly key: readonly KeyPlace[];
  /** All that are compared, those of the key included. */
  readonly columns: readonly MappedColumn[];
  /** Columns of the destination that are none of the source's. */
  readonly unmapped: readonly string[];
  /** Columns of the source that the destination does not have. */
  readonly absent: readonly string[];
  /** Whether the destination has only some of the rows on purpose: none is missing then. */
  readonly isPart: boolean;
  /** Where a row says that it was deleted; undefined where none does. */
  readonly deletedPlace: number | undefined;
}

export interface KeyPlace {
  readonly place: number;
  readonly column: Column;
}
