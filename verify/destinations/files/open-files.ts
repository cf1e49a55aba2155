import type { Destination, DestinationColumn, DestinationTable, Found } from '../../destination.ts';
import type { DataFile, FileFormat } from './file-format.ts';
import { type FilesOfTable, findFiles } from './find-files.ts';
import { partitionsOf } from './partitions.ts';

/** Of so many files some rows are looked at, the first and the last among them, to know what the table is. */
const MOST_PLACES = 5;

/**
 * Opens files of one format; `findFiles` says which of them make a table. A table has the columns of all its files; a row
 * of a file without one of them has null there. Folders of partitions (`day=2026-01-01`) stand for columns too.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` when there is no such file, `ERR_CANNOT_COMPARE` (when read) for a damaged one
 */
export async function openFiles(place: string, format: FileFormat): Promise<Destination> {
  const tables = await findFiles(place, format.endings);
  return {
    name: place,
    kind: format.kind,
    tables: () => Promise.all(tables.map((table) => fileTable(table, format))),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** The rows of several files, one file after the other, as one table. */
export async function fileTable(
  { table, files }: FilesOfTable,
  format: Pick<FileFormat, 'open'>,
): Promise<DestinationTable> {
  const opened: DataFile[] = [];
  for (const file of files) opened.push(withPartitions(file, await format.open(file)));
  const columns = [...new Map(opened.flatMap((file) => file.columns).map((one) => [one.name, one])).values()];
  return {
    name: table,
    columns,
    key: [],
    count: async () => {
      let count = 0;
      for (const file of opened) count += await file.count();
      return count;
    },
    async *batches() {
      for (const file of opened) yield* inOrderOf(columns, file);
    },
    async *places() {
      const step = Math.max(1, (opened.length - 1) / (MOST_PLACES - 1));
      const count = Math.min(MOST_PLACES, opened.length);
      for (let place = 0; place < count; place += 1) {
        const file = opened[Math.floor(place * step)] as DataFile;
        yield* firstOf(inOrderOf(columns, file));
      }
    },
  };
}

/** The first batch that has rows. */
async function* firstOf(batches: AsyncIterable<Found[][]>): AsyncGenerator<Found[][]> {
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield batch;
    return;
  }
}

async function* inOrderOf(columns: readonly DestinationColumn[], file: DataFile): AsyncGenerator<Found[][]> {
  const places = columns.map(({ name }) => file.columns.findIndex((column) => column.name === name));
  if (places.every((place, index) => place === index)) return yield* file.batches();
  for await (const rows of file.batches()) {
    yield rows.map((row) => places.map((place) => (place === -1 ? null : (row[place] as Found))));
  }
}

/** A file with the columns that its folders stand for, where it does not have them itself. */
function withPartitions(name: string, file: DataFile): DataFile {
  const added = partitionsOf(name).filter(([column]) => file.columns.every((own) => own.name !== column));
  if (added.length === 0) return file;
  const values = added.map(([, value]) => value);
  return {
    ...file,
    columns: [...file.columns, ...added.map(([column]) => ({ name: column, type: undefined }))],
    async *batches() {
      for await (const rows of file.batches()) yield rows.map((row) => [...row, ...values]);
    },
  };
}
