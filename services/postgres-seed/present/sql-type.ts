import type { ColumnType } from '../../../fixtures/table.ts';

const INTEGERS = { 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' } as const;

/** The type that PostgreSQL has for such values. */
export function sqlTypeOf(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
      return INTEGERS[type.bits];
    case 'decimal':
      return `NUMERIC(${type.precision}, ${type.scale})`;
    case 'bigint':
      return 'BIGINT';
    case 'double':
      return 'DOUBLE PRECISION';
    case 'single':
      return 'REAL';
    case 'boolean':
      return 'BOOLEAN';
    case 'text':
      return type.length === undefined ? 'TEXT' : `VARCHAR(${type.length})`;
    case 'date':
      return 'DATE';
    case 'timestamp':
      return type.hasZone ? 'TIMESTAMPTZ' : 'TIMESTAMP';
    case 'json':
      return 'JSONB';
  }
}
