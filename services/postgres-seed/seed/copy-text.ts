import type { CellValue } from './sql-table.ts';

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One row in the text format of COPY (PostgreSQL 17, "COPY", File Formats). */
export function presentCopyRow(row: readonly CellValue[]): string {
  let line = '';
  for (let column = 0; column < row.length; column += 1) {
    if (column > 0) line += '\t';
    line += presentValue(row[column] as CellValue);
  }
  return `${line}\n`;
}

function presentValue(value: CellValue): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return SPECIAL.test(value)
    ? value.replaceAll(/[\\\t\n\r]/g, (special) => ESCAPES[special] as string)
    : value;
}
