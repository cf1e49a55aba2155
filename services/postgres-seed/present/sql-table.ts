import type { Column, Table } from '../../../fixtures/table.ts';
import type { CellValue, SqlTable } from '../seed/sql-table.ts';
import { cellWriter } from './cell.ts';
import { columnName } from './column-name.ts';
import { DETAILS, type Details } from './details.ts';
import { sqlTypeOf } from './sql-type.ts';

/**
 * A table of the world as the database has it: under the same name, with the same columns in the same order.
 *
 * @param at the instant (ms since 1970) at which its rows are looked at
 */
export function presentTable({ name, key, columns, size, row }: Table, at: number): SqlTable {
  const details = DETAILS[name] ?? {};
  const definitions = columns.map((column) => presentColumn(column, details));
  const writers = columns.map((column) => ({ name: column.name, write: cellWriter(column.type) }));
  return {
    name,
    columns: [...definitions, `PRIMARY KEY (${key.map(columnName).join(', ')})`].join(',\n'),
    indexes: details.indexes ?? [],
    ...(details.serial !== undefined && { serial: details.serial }),
    rows: size,
    row(index) {
      const values = row(index, at);
      const cells: CellValue[] = [];
      for (const { name, write } of writers) cells.push(write(values[name] ?? null));
      return cells;
    },
  };
}

/** As CREATE TABLE and ALTER TABLE have it. */
export function presentColumn(
  { name, type, isNullable = false, references }: Column,
  details: Details,
): string {
  const { serial, types, defaults, isConstrained = false } = details;
  const sqlType = name === serial ? 'SERIAL' : (types?.[name] ?? sqlTypeOf(type));
  const words = [columnName(name), sqlType];
  if (!isNullable) words.push('NOT NULL');
  if (defaults?.[name] !== undefined) words.push(`DEFAULT ${defaults[name]}`);
  if (isConstrained && references !== undefined) words.push(`REFERENCES ${references}`);
  return words.join(' ');
}
