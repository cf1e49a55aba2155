import type { DeclaredTable } from '../../fixtures/declared/declared-table.ts';
import type { LivingRow } from '../../fixtures/living-table.ts';
import type { Resource } from '../declaration.ts';
import { partsOf } from '../read/parts-of.ts';
import { noSuchRow } from './errors.ts';
import { rowWithKey } from './row-with-key.ts';

/** A table above another, and the part of the other's path that has the key of one of its rows. */
export interface NamedParent {
  readonly part: string;
  readonly table: DeclaredTable;
}

/** A table of rows that belong to others, and what its path names. */
interface Child {
  readonly table: DeclaredTable;
  readonly parents: readonly NamedParent[];
}

/**
 * The tables above a resource that its path names, the farthest first. The last part of the path is the parent's key, the
 * one before that of its parent, and so on; what is left over can be anything.
 */
export function parentsIn({ path, table }: Resource, tables: readonly DeclaredTable[]): NamedParent[] {
  const parts = [...partsOf(path)];
  const parents: NamedParent[] = [];
  let above = table.parent;
  while (above !== undefined && parts.length > 0) {
    const name = above.table;
    const parent = tables.find((one) => one.name === name) as DeclaredTable;
    parents.unshift({ part: parts.pop() as string, table: parent });
    above = parent.declaration.parent;
  }
  return parents;
}

/**
 * The rows that belong to the row that a path names.
 *
 * @returns undefined where it names none
 * @throws SourceError 404 for a row that is not there, or does not belong to the one before it in the path
 */
export function childrenAsked(
  { table, parents }: Child,
  parts: Readonly<Record<string, string>>,
  at: number,
): readonly LivingRow[] | undefined {
  let row: LivingRow | undefined;
  for (const { part, table: parent } of parents) {
    const key = parts[part] ?? '';
    const found = rowWithKey(parent, key, at);
    if (row !== undefined && !parent.childrenOf(row.id, at).some(({ id }) => id === found.id))
      throw noSuchRow(parent.name, key);
    row = found;
  }
  return row && table.childrenOf(row.id, at);
}
