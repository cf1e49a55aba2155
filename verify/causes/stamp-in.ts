import type { RowVersion, WorldTable } from '../../fixtures/world-table.ts';
import { instantOf } from '../values/instant.ts';

/** The time of the last change, or the latest of all times where the table has no column for that. */
export function stampIn(row: RowVersion, table: WorldTable): number | undefined {
  const { stampColumn } = table;
  if (stampColumn !== undefined) return isStamped(row) ? (row.stamp ?? undefined) : timeIn(row, stampColumn);
  const columns = table.columnsAt(0).filter(({ type }) => type.kind === 'timestamp');
  const times = columns.flatMap(({ name }) => timeIn(row, name) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Whether a row knows its stamp, in whatever form the source writes it. */
function isStamped(row: RowVersion): row is RowVersion & { readonly stamp: number | null } {
  return 'stamp' in row;
}

function timeIn({ values }: RowVersion, column: string): number | undefined {
  const value = values[column];
  return typeof value === 'string' ? instantOf(value) : undefined;
}
