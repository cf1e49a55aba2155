import type { GoneRow, RowVersion } from '../../fixtures/world-table.ts';
import type { Found } from '../destination.ts';
import { keyOf } from '../mapping/key-value.ts';
import type { TableMapping } from '../mapping/table-mapping.ts';
import { ColumnTally } from './column-tally.ts';
import { type Difference, keyValues } from './difference.ts';
import { Marks } from './marks.ts';
import { missingRows } from './missing-rows.ts';
import { RowJudge } from './row-judge.ts';
import { isMarked } from './versions.ts';
import type { Window } from './window.ts';

/** How a table of a destination compares with the source, counted by rows. */
interface TableCounts {
  /** All rows of the destination. */
  rows: number;
  equal: number;
  /** Of the rows, those that are marked as deleted, and rightly. */
  deleted: number;
  missing: number;
  stale: number;
  torn: number;
  extra: number;
  duplicated: number;
}

export interface TableComparison {
  readonly counts: Readonly<TableCounts>;
  readonly columns: readonly ColumnTally[];
  /** Columns that are wrong in all rows, and how many rows that are. */
  readonly faulty: readonly ColumnTally[];
}

/**
 * Reads a table of the destination once and compares every row. Memory is a bit for each row of the source.
 *
 * @param onDifference is given every row that is not as it should be
 */
export async function compareTable(
  mapping: TableMapping,
  window: Window,
  onDifference: (difference: Difference) => void,
): Promise<TableComparison> {
  const comparison = new Comparison(mapping, window, onDifference);
  for await (const batch of mapping.table.batches()) {
    for (const row of batch) comparison.add(row);
  }
  return comparison.end();
}

class Comparison {
  readonly #counts: TableCounts = {
    rows: 0,
    equal: 0,
    deleted: 0,
    missing: 0,
    stale: 0,
    torn: 0,
    extra: 0,
    duplicated: 0,
  };
  readonly #mapping: TableMapping;
  readonly #window: Window;
  readonly #onDifference: (difference: Difference) => void;
  readonly #columns: readonly ColumnTally[];
  readonly #faulty: readonly ColumnTally[];
  readonly #judge: RowJudge;
  readonly #view;
  readonly #first;
  readonly #seen = new Marks();
  readonly #markedDeleted = new Marks();

  constructor(mapping: TableMapping, window: Window, onDifference: (difference: Difference) => void) {
    const { columns, key, source } = mapping;
    this.#mapping = mapping;
    this.#window = window;
    this.#onDifference = onDifference;
    const compared = columns.filter(({ place }) => key.every((part) => part.place !== place));
    this.#columns = compared
      .filter(({ fault }) => fault === undefined)
      .map((column) => new ColumnTally(column));
    this.#faulty = compared
      .filter(({ fault }) => fault !== undefined)
      .map((column) => new ColumnTally(column));
    this.#judge = new RowJudge(source, this.#columns, window);
    this.#view = source.seenAt(window.to);
    this.#first = window.from === window.to ? this.#view : source.seenAt(window.from);
  }

  add(found: readonly Found[]): void {
    const { deletedPlace } = this.#mapping;
    this.#counts.rows += 1;
    const key = keyOf(found, this.#mapping.key);
    const located = key && this.#view.locate(key);
    const place = located && 'place' in located ? located.place : undefined;
    const truth = located && 'place' in located ? located.row : located;
    if (deletedPlace !== undefined && isMark(found[deletedPlace])) {
      this.#counts.deleted += 1;
      if (place !== undefined) (isMarked(truth as RowVersion) ? this.#seen : this.#markedDeleted).add(place);
      return;
    }
    if (key === undefined || truth === undefined) {
      this.#report({ kind: 'extra', key: this.#keyFound(found), truth: undefined, place }, found);
      return;
    }
    if (place !== undefined && !this.#seen.add(place)) {
      this.#report({ kind: 'duplicated', key, truth: truth as RowVersion, place }, found);
      return;
    }
    if ('deletedAt' in truth && !this.#wasThere(key)) {
      this.#report({ kind: 'extra', key, truth: undefined, place, deletedAt: truth.deletedAt }, found);
      return;
    }
    this.#addLive(found, truth, key, place);
  }

  #addLive(
    found: readonly Found[],
    truth: RowVersion | GoneRow,
    key: NonNullable<ReturnType<typeof keyOf>>,
    place: number | undefined,
  ): void {
    const values = 'values' in truth ? truth.values : undefined;
    if (values) this.#tallyFaulty(values, found);
    const verdict = this.#judge.judge(found, truth, key);
    if (verdict.is === 'equal') {
      this.#counts.equal += 1;
      return;
    }
    const row = 'values' in truth ? truth : undefined;
    if (verdict.is === 'torn') {
      this.#report({ kind: 'torn', key, truth: row, place, columns: verdict.columns }, found);
    } else {
      const { version, until } = verdict;
      this.#report({ kind: 'stale', key, truth: row, place, stale: { version, until } }, found);
    }
  }

  end(): TableComparison {
    const { source, isPart } = this.#mapping;
    if (!isPart) {
      for (const { row, place } of missingRows(this.#view, this.#first, this.#seen)) {
        this.#counts.missing += 1;
        const isMarkedDeleted = this.#markedDeleted.has(place);
        if (isMarkedDeleted) this.#counts.deleted -= 1;
        const key = keyValues(row.values, source.key);
        this.#onDifference({ kind: 'missing', key, truth: row, found: undefined, place, isMarkedDeleted });
      }
    }
    return { counts: this.#counts, columns: this.#columns, faulty: this.#faulty };
  }

  #tallyFaulty(values: RowVersion['values'], found: readonly Found[]): void {
    for (const column of this.#faulty) if (!column.isEqual(values, found)) column.unequal += 1;
  }

  /** A row that was deleted during the window may be there, or not. */
  #wasThere(key: NonNullable<ReturnType<typeof keyOf>>): boolean {
    if (this.#window.from === this.#window.to) return false;
    const before = this.#first.find(key);
    return before !== undefined && 'values' in before;
  }

  #keyFound(found: readonly Found[]): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      this.#mapping.key.map(({ place, column }) => [column.name, found[place] ?? null]),
    );
  }

  #report(difference: Omit<Difference, 'found'>, row: readonly Found[]): void {
    this.#counts[difference.kind] += 1;
    const entries = this.#mapping.columns.map(
      ({ column, place }) => [column.name, row[place] ?? null] as const,
    );
    this.#onDifference({ ...difference, found: Object.fromEntries(entries) });
  }
}

const NO_MARKS: readonly (Found | undefined)[] = [undefined, null, false, 0, '', '0', 'f', 'false'];

/** A mark is true, or the time of the deletion. */
function isMark(found: Found | undefined): boolean {
  return !NO_MARKS.includes(found);
}
