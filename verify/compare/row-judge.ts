import type { Row } from '../../fixtures/table.ts';
import type { GoneRow, RowVersion, TableView, WorldTable } from '../../fixtures/world-table.ts';
import type { Found } from '../destination.ts';
import { instantOf } from '../values/instant.ts';
import type { ColumnTally } from './column-tally.ts';
import { versionsBefore } from './versions.ts';
import type { Window } from './window.ts';

/** What the content of a row is. */
export type RowVerdict =
  | { readonly is: 'equal' }
  | { readonly is: 'stale'; readonly version: number; readonly until: number }
  | { readonly is: 'torn'; readonly columns: readonly string[] };

const EQUAL: RowVerdict = { is: 'equal' };

/** Says whether the content of rows is a version that was true in a window, and what it is otherwise. */
export class RowJudge {
  readonly #table: WorldTable;
  readonly #columns: readonly ColumnTally[];
  readonly #window: Window;
  readonly #first: TableView;

  constructor(table: WorldTable, columns: readonly ColumnTally[], window: Window) {
    this.#table = table;
    this.#columns = columns;
    this.#window = window;
    this.#first = table.seenAt(window.from);
  }

  /** @param truth the row as it is at the end of the window, or that it was deleted */
  judge(found: readonly Found[], truth: RowVersion | GoneRow, key: Row): RowVerdict {
    if ('values' in truth && this.#isEqual(found, truth.values, key)) return EQUAL;
    return this.#judgeOld(found, truth, key);
  }

  #isEqual(found: readonly Found[], values: Row, key: Row): boolean {
    for (const column of this.#columns) {
      if (!column.isEqual(values, found) && !this.#wasEver(column, found, key)) return false;
    }
    return true;
  }

  /** A volatile time tells when the row changed: the source had it then, or never. */
  #wasEver(column: ColumnTally, found: readonly Found[], key: Row): boolean {
    const { source, place } = column.mapped;
    if (!source.isVolatile) return false;
    const at = instantOf(found[place] ?? null);
    if (at === undefined || at > this.#window.to) return false;
    const row = this.#table.seenAt(at).find(key);
    return row !== undefined && 'values' in row && column.isEqual(row.values, found);
  }

  #judgeOld(found: readonly Found[], truth: RowVersion | GoneRow, key: Row): RowVerdict {
    const atFirst = this.#first.find(key);
    if (atFirst && 'values' in atFirst && this.#isEqual(found, atFirst.values, key)) return EQUAL;
    if ('values' in truth && truth.changedAt === undefined) return this.#judgeMoving(found, truth, key);
    for (const past of versionsBefore(this.#table, truth, key)) {
      if (!this.#isEqual(found, past.values, key)) continue;
      if (past.until > this.#window.from) return EQUAL;
      return { is: 'stale', version: past.version, until: past.until };
    }
    return this.#torn(found, truth, key);
  }

  /** A row without versions may still change all the time; it is looked at whenever something was asked. */
  #judgeMoving(found: readonly Found[], truth: RowVersion, key: Row): RowVerdict {
    for (const instant of this.#window.instants) {
      const row = this.#table.seenAt(instant).find(key);
      if (row && 'values' in row && this.#isEqual(found, row.values, key)) return EQUAL;
    }
    return this.#torn(found, truth, key);
  }

  #torn(found: readonly Found[], truth: RowVersion | GoneRow, key: Row): RowVerdict {
    const values = 'values' in truth ? truth.values : {};
    const wrong = this.#columns.filter(
      (column) => !column.isEqual(values, found) && !this.#wasEver(column, found, key),
    );
    for (const column of wrong) column.unequal += 1;
    return { is: 'torn', columns: wrong.map(({ mapped }) => mapped.column.name) };
  }
}
