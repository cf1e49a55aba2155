import { badRecord, cannotRead } from '../errors.ts';
import { type CsvField, csvRecords } from './csv-records.ts';
import type { DataFile, FileFormat } from './file-format.ts';
import { readText } from './read-text.ts';

/**
 * CSV with a header. Its values are texts, and its columns have no type; nothing between two commas is null, nothing
 * between two quotes is an empty text.
 */
export const CSV_FORMAT: FileFormat = { kind: 'csv', endings: ['csv', 'csv.gz'], open: openCsv };

async function openCsv(file: string): Promise<DataFile> {
  const header = await headerOf(file);
  return {
    columns: header.map((name) => ({ name, type: undefined })),
    count: async () => {
      let count = 0;
      for await (const rows of rowsOf(file, header.length)) count += rows.length;
      return count;
    },
    batches: () => rowsOf(file, header.length),
  };
}

async function headerOf(file: string): Promise<string[]> {
  for await (const [header] of csvRecords(readText(file), file)) {
    const names = (header ?? []).map((name) => name ?? '');
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw cannotRead(file, `its header has two columns '${twice}'`);
    if (names.length === 1 && /[;\t|]/.test(names[0] ?? '')) {
      throw cannotRead(file, `its header '${names[0]}' has no commas; write it with commas between columns`);
    }
    return names;
  }
  throw cannotRead(file, 'it is empty; a CSV file begins with a header');
}

async function* rowsOf(file: string, width: number): AsyncGenerator<CsvField[][]> {
  // Of one column, an empty line is a row with null; of more, it is nothing.
  const isRow = (record: readonly CsvField[]): boolean =>
    width === 1 || record.length > 1 || record[0] !== null;
  let seen = 0;
  for await (const records of csvRecords(readText(file), file)) {
    for (const [index, record] of records.entries()) {
      if (record.length === width || !isRow(record)) continue;
      throw badRecord(file, seen + index + 1, `has ${record.length} fields, where the header has ${width}`);
    }
    const rows = records.slice(seen === 0 ? 1 : 0).filter(isRow);
    seen += records.length;
    if (rows.length > 0) yield rows;
  }
}
