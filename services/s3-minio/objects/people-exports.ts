import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Column, ColumnType, Row, Table } from '../../../fixtures/table.ts';
import { tableCsv } from './csv.ts';
import type { SeedObject } from './seed-object.ts';

type Columns = Pick<Table, 'columns'>;

/** The same people in three formats. In Parquet both times are timestamps, elsewhere ISO 8601 texts. */
export function peopleExports(table: Columns, people: readonly Row[]): readonly SeedObject[] {
  const ndjson = people.map((person) => `${JSON.stringify(person)}\n`).join('');
  return [
    { key: 'people/people.csv', contentType: 'text/csv', body: tableCsv(table, people) },
    { key: 'people/people.ndjson', contentType: 'application/x-ndjson', body: ndjson },
    {
      key: 'people/people.parquet',
      contentType: 'application/vnd.apache.parquet',
      body: toParquet(table, people),
    },
  ];
}

function toParquet({ columns }: Columns, people: readonly Row[]): Uint8Array {
  const columnData = columns.map((column) => parquetColumn(column, people));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

function parquetColumn({ name, type }: Column, people: readonly Row[]) {
  const texts = people.map((person) => String(person[name]));
  return isTime(type)
    ? { name, data: texts.map((text) => new Date(text)), type: 'TIMESTAMP' as const, nullable: false }
    : { name, data: texts, type: 'STRING' as const, nullable: false };
}

function isTime({ kind }: ColumnType): boolean {
  return kind === 'timestamp';
}
