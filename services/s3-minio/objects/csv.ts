import type { Row, Table, Value } from '../../../fixtures/table.ts';

/** CSV after RFC 4180, but with LF at the end of a line, as most exports have it. */
export function toCsv(header: readonly string[], rows: Iterable<readonly Value[]>): string {
  return Array.from([header, ...rows], (row) => `${row.map(toCell).join(',')}\n`).join('');
}

/** Rows of a table with all of its columns. */
export function tableCsv({ columns }: Pick<Table, 'columns'>, rows: readonly Row[]): string {
  const names = columns.map(({ name }) => name);
  return toCsv(
    names,
    rows.map((row) => names.map((name) => row[name] ?? null)),
  );
}

/** Null is an empty cell, a list or an object is JSON. */
function toCell(value: Value): string {
  const text = typeof value === 'object' ? (value === null ? '' : JSON.stringify(value)) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
