import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Person } from '../../../fixtures/index.ts';
import { toCsv } from './csv.ts';
import type { SeedObject } from './seed-object.ts';

const COLUMNS = ['id', 'name', 'email', 'address', 'company', 'job', 'createdAt', 'updatedAt'] as const;

/** The same people in three formats. In Parquet both times are timestamps, elsewhere ISO 8601 texts. */
export function peopleExports(people: readonly Person[]): readonly SeedObject[] {
  const csv = toCsv(
    COLUMNS,
    people.map((person) => COLUMNS.map((column) => person[column])),
  );
  const ndjson = people.map((person) => `${JSON.stringify(person)}\n`).join('');
  return [
    { key: 'people/people.csv', contentType: 'text/csv', body: csv },
    { key: 'people/people.ndjson', contentType: 'application/x-ndjson', body: ndjson },
    { key: 'people/people.parquet', contentType: 'application/vnd.apache.parquet', body: toParquet(people) },
  ];
}

function toParquet(people: readonly Person[]): Uint8Array {
  const columnData = COLUMNS.map((name) => {
    const texts = people.map((person) => person[name]);
    return name === 'createdAt' || name === 'updatedAt'
      ? { name, data: texts.map((text) => new Date(text)), type: 'TIMESTAMP' as const, nullable: false }
      : { name, data: texts, type: 'STRING' as const, nullable: false };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
