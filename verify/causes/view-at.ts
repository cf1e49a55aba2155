import { BoundedMap } from '../../core/bounded-map.ts';
import type { TableView, WorldTable } from '../../fixtures/world-table.ts';

/** Each request has an instant of its own, and all of them are looked at for each row: fewer than there are would be none. */
const MOST_VIEWS = 4096;

const known = new WeakMap<WorldTable, BoundedMap<number, TableView>>();

/** A table as it was at an instant at which something was asked. It is asked for again with each row. */
export function viewAt(table: WorldTable, at: number): TableView {
  const views = known.get(table) ?? new BoundedMap<number, TableView>(MOST_VIEWS);
  known.set(table, views);
  const view = views.get(at) ?? table.seenAt(at);
  views.set(at, view);
  return view;
}
