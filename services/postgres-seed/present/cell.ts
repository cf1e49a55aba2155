import type { ColumnType, Value } from '../../../fixtures/table.ts';
import type { CellValue } from '../seed/sql-table.ts';

/** How a value of a column is written for COPY. */
export function cellWriter({ kind }: ColumnType): (value: Value) => CellValue {
  switch (kind) {
    case 'json':
      return (value) => (value === null ? null : JSON.stringify(value));
    case 'date':
    case 'timestamp':
      return (value) => (value === null ? null : presentTime(value as string));
    default:
      return (value) => value as CellValue;
  }
}

/** 4713 BC, of which PostgreSQL has only the last weeks (table 8.9 of its documentation). */
const FIRST_YEAR = -4712;
/** An ISO 8601 time of a year before the first of our era. */
const BEFORE_OUR_ERA = /^(0000|-\d{6})(.*)$/;

/**
 * ISO 8601 has a year 0 and negative ones before it; PostgreSQL calls that one 1 BC. Times before its first year are
 * `-infinity`: before all others, which is all that it can say of them.
 */
function presentTime(iso: string): string {
  const [, year, rest] = BEFORE_OUR_ERA.exec(iso) ?? [];
  if (year === undefined) return iso;
  if (Number(year) <= FIRST_YEAR) return '-infinity';
  return `${String(1 - Number(year)).padStart(4, '0')}${rest} BC`;
}
