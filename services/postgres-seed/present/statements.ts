import type { Column, Row } from '../../../fixtures/table.ts';
import type { RowChange } from '../../../fixtures/world-table.ts';
import type { CellValue } from '../seed/sql-table.ts';
import { cellWriter } from './cell.ts';
import { columnName } from './column-name.ts';
import { DETAILS } from './details.ts';
import { presentLiteral } from './literal.ts';
import { presentColumn } from './sql-table.ts';
import { sqlTypeOf } from './sql-type.ts';

interface Shape {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

/** Writes what happens to the rows of a table, as long as its columns stay the same. */
export function changeWriter({ name, key, columns }: Shape): (change: RowChange) => string {
  const names = columns.map((column) => column.name);
  const writers = new Map(columns.map((column) => [column.name, cellWriter(column.type)]));
  const literal = (row: Row, column: string): string =>
    presentLiteral((writers.get(column)?.(row[column] ?? null) ?? null) as CellValue);
  const equals = (row: Row) => (column: string) => `${columnName(column)} = ${literal(row, column)}`;
  const others = names.filter((column) => !key.includes(column));
  const where = (row: Row): string => `WHERE ${key.map(equals(row)).join(' AND ')}`;
  const list = names.map(columnName).join(', ');

  return ({ kind, row: { values } }) => {
    switch (kind) {
      case 'insert':
        return `INSERT INTO ${name} (${list}) VALUES (${names.map((column) => literal(values, column)).join(', ')})`;
      case 'update':
        return `UPDATE ${name} SET ${others.map(equals(values)).join(', ')} ${where(values)}`;
      case 'delete':
        return `DELETE FROM ${name} ${where(values)}`;
    }
  };
}

/** What makes a table with some columns one with others. */
export function alterations(
  name: string,
  { before, after }: { readonly before: readonly Column[]; readonly after: readonly Column[] },
): readonly string[] {
  const details = DETAILS[name] ?? {};
  const old = new Map(before.map((column) => [column.name, column]));
  const gone = before.filter((column) => !after.some((other) => other.name === column.name));
  const added = after.filter((column) => !old.has(column.name));
  const retyped = after.filter((column) => {
    const known = old.get(column.name);
    return known !== undefined && sqlTypeOf(known.type) !== sqlTypeOf(column.type);
  });
  return [
    ...gone.map((column) => `DROP COLUMN ${columnName(column.name)}`),
    ...retyped.map((column) => `ALTER COLUMN ${columnName(column.name)} TYPE ${sqlTypeOf(column.type)}`),
    ...added.map((column) => `ADD COLUMN ${presentColumn(column, details)}`),
  ].map((action) => `ALTER TABLE ${name} ${action}`);
}
