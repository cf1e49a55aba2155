import type { ServedRows } from '../../../core/control/journal-entry.ts';
import type { Row } from '../../../fixtures/table.ts';
import type { TableView, WorldTable } from '../../../fixtures/world-table.ts';
import type { Asked } from '../asked.ts';
import { shownAt } from '../met.ts';
import { cursorsOf, type DeclaredCursor, fetchedBy, isDeclaration } from './cursors.ts';
import { type ReadColumns, type ReadStatement, readOf } from './read-statement.ts';
import { BY_STAMP_AND_KEY, isLiving, rowsBefore, rowsUpTo } from './stamp-and-key.ts';

/** A stretch of a table in an order: places from the first on, up to the one behind the last. */
interface Stretch {
  readonly order: string;
  readonly first: number;
  readonly end: number;
}

/** What a cursor of the database has still to give. */
interface OpenCursor extends Stretch {
  readonly at: number;
}

/**
 * Statements with the places of the rows that they read, as the journal has them of requests over HTTP. The log of a database
 * does not tell them: they follow from the text of a statement and from what stood in the table at its time. Of statements
 * whose text does not tell, nothing is said.
 *
 * @param asked what was asked for the table, oldest first
 */
export function withPlaces(asked: readonly Asked[], table: WorldTable): readonly Asked[] {
  const columns = columnsOf(table);
  const [, ...others] = table.key;
  if (others.length > 0) return asked;
  const cursors = cursorsOf(asked);
  const open = new Map<DeclaredCursor['declared'], OpenCursor | undefined>();
  return asked.map((one) => {
    if (one.operation !== 'query' || one.rows !== null) return one;
    const cursor = cursors.get(one);
    if (cursor) {
      if (!open.has(cursor.declared)) open.set(cursor.declared, openOf(cursor, table, columns));
      const left = open.get(cursor.declared);
      if (left === undefined) return one;
      const end = Math.min(left.end, left.first + fetchedBy(one));
      open.set(cursor.declared, { ...left, first: end });
      return read({ ...one, at: left.at }, { ...left, end }, end === left.end);
    }
    const statement = isDeclaration(one) ? undefined : readOf(one.target ?? '', columns);
    const stretch = statement && stretchOf(statement, table.seenAt(shownAt(one)), columns);
    return statement && stretch ? read(one, stretch, isShort(statement, stretch)) : one;
  });
}

function openOf(
  { declared, statement }: DeclaredCursor,
  table: WorldTable,
  columns: ReadColumns,
): OpenCursor | undefined {
  const at = shownAt(declared);
  const asked = readOf(statement, columns);
  const stretch = asked && stretchOf(asked, table.seenAt(at), columns);
  return stretch && { ...stretch, at };
}

/** Where a table has several columns for its key, or none for its last change, no statement is told by them. */
export function columnsOf(table: WorldTable): ReadColumns {
  const [key = ''] = table.key;
  return { key, stamp: table.stampColumn };
}

function read(asked: Asked, { order, first, end }: Stretch, isLast: boolean): Asked {
  const rows: ServedRows = { order, first, last: end - 1 };
  return { ...asked, rows, page: { isLast, next: null } };
}

function isShort({ limit }: ReadStatement, { first, end }: Stretch): boolean {
  return limit === undefined || end - first < limit;
}

function stretchOf(
  { start, order, limit, offset }: ReadStatement,
  view: TableView,
  { key }: ReadColumns,
): Stretch | undefined {
  const isWhole = limit === undefined && offset === 0;
  const isByKey = start?.stamp === undefined && (order === 'key' || isWhole);
  if (!isByKey && !(isLiving(view) && (isWhole || order?.startsWith('stamp')))) return undefined;
  const before = isByKey ? rowsByKey(start?.key, start?.isStrict, key, view) : startOf(start, key, view);
  if (before === undefined) return undefined;
  const size = !isByKey && start?.stamp !== undefined && isLiving(view) ? view.withStamp : view.size;
  const first = Math.min(size, before + offset);
  return {
    order: isByKey ? 'position' : BY_STAMP_AND_KEY,
    first,
    end: Math.min(size, first + (limit ?? Number.POSITIVE_INFINITY)),
  };
}

/** How many rows stand before the first that is wanted, by stamp and key. */
function startOf(start: ReadStatement['start'], name: string, view: TableView): number | undefined {
  if (start === undefined) return 0;
  if (start.stamp === undefined || !isLiving(view)) return undefined;
  if (start.key === undefined) return rowsUpTo(start.stamp, start.isStrict, view);
  return rowsBefore(start.stamp, start.isStrict ? start.key + 1 : start.key, name, view);
}

/** How many rows have a lower key, or just this one where only higher ones are wanted. */
function rowsByKey(key: number | undefined, isStrict = false, name: string, view: TableView): number {
  if (key === undefined) return 0;
  const isBefore = (row: Row): boolean => Number(row[name]) < key || (isStrict && Number(row[name]) === key);
  let [low, high] = [0, view.size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = view.rows(middle, 1);
    if (row && isBefore(row.values)) low = middle + 1;
    else high = middle;
  }
  return low;
}
