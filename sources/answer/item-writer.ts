import { exactJsonOf } from '../../fixtures/files/exact-json.ts';
import type { Column, Row } from '../../fixtures/table.ts';
import type { ItemNode } from '../declaration.ts';

/** Writes rows as JSON, nested as the API nests them, with all digits of their numbers. */
export function itemWriter(item: ItemNode, columns: readonly Column[]): (row: Row) => string {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return writerOf(withOthers(item, columns), types);
}

/** The same, made once for each list of columns: most tables have one. */
export function itemWriters(item: ItemNode): (columns: readonly Column[]) => (row: Row) => string {
  const known = new WeakMap<readonly Column[], (row: Row) => string>();
  return (columns) => {
    const write = known.get(columns) ?? itemWriter(item, columns);
    known.set(columns, write);
    return write;
  };
}

/** A living world can have more columns than the source declares: marks, and columns that come and go. */
export function withOthers(item: ItemNode, columns: readonly Column[]): ItemNode {
  const nodes = new Set(columnsOf(item));
  const others = columns.filter(({ name }) => !nodes.has(name));
  if (others.length === 0 || item.is !== 'object') return item;
  return {
    ...item,
    members: [
      ...item.members,
      ...others.map(({ name }) => [name, { is: 'column', column: name } as const] as const),
    ],
  };
}

function columnsOf(node: ItemNode): readonly string[] {
  switch (node.is) {
    case 'column':
      return [node.column];
    case 'list':
      return columnsOf(node.item);
    case 'object':
      return node.members.flatMap(([, member]) => columnsOf(member));
  }
}

function writerOf(node: ItemNode, types: ReadonlyMap<string, Column['type']>): (row: Row) => string {
  switch (node.is) {
    case 'column': {
      const type = types.get(node.column);
      // A column that has gone.
      if (type === undefined) return () => 'null';
      const write = exactJsonOf(type);
      return (row) => write(row[node.column] ?? null);
    }
    case 'list': {
      const write = writerOf(node.item, types);
      return (row) => `[${write(row)}]`;
    }
    case 'object': {
      const members = node.members.map(([name, member]) => ({
        start: `${JSON.stringify(name)}:`,
        write: writerOf(member, types),
      }));
      return (row) => `{${members.map(({ start, write }) => start + write(row)).join(',')}}`;
    }
  }
}
