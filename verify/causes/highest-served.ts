import type { WorldTable } from '../../fixtures/world-table.ts';
import type { Asked } from './asked.ts';
import { metBy, shownAt } from './met.ts';
import { onceForRequest } from './once-for.ts';
import { BY_STAMP_AND_KEY, isLiving } from './sql/stamp-and-key.ts';
import { stampIn } from './stamp-in.ts';
import { readBefore, type Walk } from './walks.ts';

/**
 * The latest stamp (ms since 1970) that answers before a request held, from which a sync can go on; undefined where there
 * was none. Of an answer whose rows were in another order than that of stamps, or in none that is known, it is taken that it
 * had the latest of its time.
 */
export function highestServed(
  before: Asked,
  { walks, source }: { readonly walks: readonly Walk[]; readonly source: WorldTable },
): number | undefined {
  const stamps = readBefore(before, walks).flatMap((one) => highestIn(one, source) ?? []);
  return stamps.length === 0 ? undefined : Math.max(...stamps);
}

/** Several rules ask for the same stamps again, for each row that differs. */
const known = new WeakMap<WorldTable, WeakMap<Asked, number | undefined>>();

/** The latest stamp that one answer held. */
export function highestIn(asked: Asked, table: WorldTable): number | undefined {
  const ofTable = known.get(table) ?? new WeakMap<Asked, number | undefined>();
  known.set(table, ofTable);
  if (!ofTable.has(asked)) ofTable.set(asked, findHighest(asked, table));
  return ofTable.get(asked);
}

function findHighest(asked: Asked, table: WorldTable): number | undefined {
  const { rows, operation } = asked;
  const at = shownAt(asked);
  // Rows that changed places among those with their stamp have none that the journal could note.
  const hasRows = rows !== null || operation === 'query' || metBy(asked).ties !== undefined;
  if (!hasRows) return undefined;
  if (rows === null) return stampAt(table, at, Number.POSITIVE_INFINITY);
  if (rows.last < rows.first) return undefined;
  if (rows.order === 'updatedAt' || rows.order === BY_STAMP_AND_KEY) return stampAt(table, at, rows.last);
  if (rows.order === 'updatedAt desc') return stampAt(table, at, table.seenAt(at).size - 1 - rows.first);
  return stampAt(table, at, Number.POSITIVE_INFINITY);
}

/** The stamp of the row at a place in the order of stamps, or of the last that has one. */
function stampAt(table: WorldTable, at: number, place: number): number | undefined {
  const view = table.seenAt(at);
  if (isLiving(view)) {
    const [row] = view.byStamp(Math.min(place, view.withStamp - 1), 1);
    return row?.stamp ?? undefined;
  }
  const [row] = view.rows(Math.min(place, view.size - 1), 1);
  return row && stampIn(row, table);
}

/** The same of what is known of a table, by looks, too. */
export const highestBefore = onceForRequest((asked, { walks, looks, mapping }): number | undefined =>
  highestServed(asked, { walks: [...walks, ...looks], source: mapping.source }),
);
