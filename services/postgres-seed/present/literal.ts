import type { CellValue } from '../seed/sql-table.ts';

/** A value as a statement has it. Texts stand for values of any type; `standard_conforming_strings` must be on. */
export function presentLiteral(value: CellValue): string {
  if (value === null) return 'NULL';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
