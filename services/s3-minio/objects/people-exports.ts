import { csvFile } from '../../../fixtures/files/csv.ts';
import { ndjsonFile } from '../../../fixtures/files/ndjson.ts';
import { parquetFile } from '../../../fixtures/files/parquet.ts';
import { wholeFile } from '../../../fixtures/files/row-file.ts';
import type { Column, Row } from '../../../fixtures/table.ts';
import type { SeedObject } from './seed-object.ts';

/** The same people in three formats. In Parquet both times are timestamps, elsewhere ISO 8601 texts. */
export function peopleExports(columns: readonly Column[], people: readonly Row[]): readonly SeedObject[] {
  return [
    { key: 'people/people.csv', contentType: 'text/csv', body: wholeFile(csvFile(columns), people) },
    {
      key: 'people/people.ndjson',
      contentType: 'application/x-ndjson',
      body: wholeFile(ndjsonFile(), people),
    },
    {
      key: 'people/people.parquet',
      contentType: 'application/vnd.apache.parquet',
      body: wholeFile(parquetFile(columns), people),
    },
  ];
}
