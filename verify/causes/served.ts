import type { ServedRows } from '../../core/control/journal-entry.ts';
import type { Row } from '../../fixtures/table.ts';
import type { RowVersion, WorldTable } from '../../fixtures/world-table.ts';
import { hasNoPages, isOfPath } from './api-routes.ts';
import { type Asked, isAnswered } from './asked.ts';
import { asksForRows, hasPlaces, sinceBy, sinceOf, tableOf } from './asked-list.ts';
import { metBy, shownAt } from './met.ts';
import { placeIn } from './places.ts';
import { stampIn } from './stamp-in.ts';
import { viewAt } from './view-at.ts';
import { isWhole } from './whole.ts';

/** What an answer held of a row. */
type Served =
  | {
      readonly is: 'served';
      /** The version that it held. */
      readonly row: RowVersion;
    }
  | { readonly is: 'left out' }
  /** Nobody can tell: it was a statement or a file, or the client went away before the end. */
  | { readonly is: 'unknown' };

/**
 * Says what an answer held of a row.
 *
 * @param key by the source's names; a row that the source cannot have is in no answer
 */
export type ServedIn = (asked: Asked, key: Readonly<Record<string, unknown>>) => Served;

const LEFT_OUT: Served = { is: 'left out' };
const UNKNOWN: Served = { is: 'unknown' };

/**
 * The journal keeps of an answer which places of the table it held; what stood there is worked out from the world as it was
 * then. That takes the time of finding one row, whatever the table and the answer hold, and nothing is kept of either.
 *
 * @param table whose rows were asked for
 */
export function servedFrom(table: WorldTable): ServedIn {
  const known = new WeakMap<Asked, Served | ServedRows>();
  const withoutRow = (asked: Asked): Served | ServedRows => {
    const found = known.get(asked) ?? servedToAll(asked, table);
    known.set(asked, found);
    return found;
  };
  return remembering((asked, given) => {
    const key = given as Row;
    const rows = withoutRow(asked);
    if ('is' in rows) return rows;
    if (!hasNoPages(asked) && !isAtPlace(asked, rows, key, table)) return LEFT_OUT;
    const row = viewAt(table, shownAt(asked)).find(key);
    if (row === undefined || !('values' in row)) return LEFT_OUT;
    if (!isOfPath(asked, row.values) || !isSince(asked, row, table)) return LEFT_OUT;
    return isWhole(asked) ? { is: 'served', row } : UNKNOWN;
  });
}

/** What an answer held of whatever row, or the places by which it depends on the row. */
function servedToAll(asked: Asked, table: WorldTable): Served | ServedRows {
  if (asked.operation === 'query' ? asked.rows === null : !isOf(asked, table)) return UNKNOWN;
  if (!isAnswered(asked) || (asked.operation !== 'query' && !asksForRows(asked))) return LEFT_OUT;
  const { empty, ties } = metBy(asked);
  if (empty !== undefined) return LEFT_OUT;
  // Rows that changed places among those with their stamp are not one stretch of the table.
  if (ties !== undefined) return UNKNOWN;
  // Without a note of places there were no rows.
  return asked.rows ?? LEFT_OUT;
}

/** Whether a request is for the table, and the journal has the places of what it was answered. */
function isOf(asked: Asked, table: WorldTable): boolean {
  return tableOf(asked) === table.name && hasPlaces(asked);
}

/** Remembers what was said of the row that was asked for last: several rules ask the same of it. */
function remembering(servedIn: ServedIn): ServedIn {
  let last: Parameters<ServedIn>[1] | undefined;
  const said = new Map<number, Served>();
  return (asked, key) => {
    if (key !== last) said.clear();
    last = key;
    const known = said.get(asked.number) ?? servedIn(asked, key);
    said.set(asked.number, known);
    return known;
  };
}

function isAtPlace(asked: Asked, rows: ServedRows, key: Row, table: WorldTable): boolean {
  const place = placeIn(asked, key, table);
  return place !== undefined && place >= rows.first && place <= rows.last;
}

/**
 * By the time that they were asked for by, the rows since an instant stand next to each other, so their places tell. In another
 * order there are others between them.
 */
function isSince(asked: Asked, row: RowVersion, table: WorldTable): boolean {
  const since = sinceOf(asked);
  if (since === undefined || (!hasNoPages(asked) && asked.rows?.order.startsWith(sinceBy(asked))))
    return true;
  const stamp = table.stampColumn === undefined ? undefined : stampIn(row, table);
  return stamp !== undefined && stamp >= since;
}
