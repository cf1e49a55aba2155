import type { DeclaredTable } from '../../fixtures/declared/declared-table.ts';
import type { LivingRow } from '../../fixtures/living-table.ts';
import type { ServedResource } from '../answer/source-state.ts';

const MOST_TRIED = 100;

/** Keys of rows for the parts of a path, so that the list below them has rows, as far as there are any. */
export function sampleKeys({ parents, table }: ServedResource, at: number): ReadonlyMap<string, string> {
  const [first] = parents;
  if (first === undefined) return new Map();
  const tables = [...parents.map((one) => one.table), table];
  const start = first.table.seenAt(at).rows(0, MOST_TRIED);
  const rows = lineage(start, tables, 0, at) ?? start.slice(0, 1);
  return new Map(
    rows.flatMap((row, index) => {
      const parent = parents[index];
      const key = parent?.table.key[0];
      return parent && key ? [[parent.part, String(row.values[key])] as const] : [];
    }),
  );
}

/** A row of each table, each below the one before; undefined where there are none. */
function lineage(
  rows: readonly LivingRow[],
  tables: readonly DeclaredTable[],
  level: number,
  at: number,
): readonly LivingRow[] | undefined {
  const next = tables[level + 1];
  for (const row of rows) {
    if (next === undefined) return [row];
    const below = lineage(next.childrenOf(row.id, at), tables, level + 1, at);
    if (below) return [row, ...below];
  }
  return undefined;
}
