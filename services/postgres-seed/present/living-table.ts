import type { Row, Table } from '../../../fixtures/table.ts';
import type { TableView, WorldTable } from '../../../fixtures/world-table.ts';

const PAGE = 500;

/** A living table as it is at an instant (ms since 1970). Its rows are read one after the other. */
export function tableAt(table: WorldTable, at: number): Table {
  const view = table.seenAt(at);
  return {
    name: table.name,
    key: table.key,
    columns: table.columnsAt(at),
    size: view.size,
    row: pagesOf(view),
  };
}

/** One row costs a search, of which the rows behind it have the benefit. */
function pagesOf(view: TableView): (index: number) => Row {
  let first = 0;
  let page = view.rows(0, 0);
  return (index) => {
    if (index < first || index >= first + page.length) {
      first = index;
      page = view.rows(index, PAGE);
    }
    const { values } = page[index - first] as (typeof page)[number];
    return values;
  };
}
