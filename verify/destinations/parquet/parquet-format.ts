import {
  asyncBufferFromFile,
  type DecodedArray,
  type FileMetaData,
  type ParquetScan,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Found } from '../../destination.ts';
import { cannotRead } from '../errors.ts';
import type { DataFile, FileFormat } from '../files/file-format.ts';
import { type ParquetColumn, parquetColumn } from './parquet-column.ts';

/** Parquet with any codec but LZO. `parquetColumn` says what the values are. */
export const PARQUET_FORMAT: FileFormat = { kind: 'parquet', endings: ['parquet'], open: openParquet };

/** How many rows are decoded at a time: of a row group, which may have any number, only as many pages. */
const DECODED_ROWS = 64 * 1024;
const BATCH_ROWS = 4096;

async function openParquet(file: string): Promise<DataFile> {
  const metadata = await named(file, async () => parquetMetadataAsync(await asyncBufferFromFile(file)));
  const columns = parquetSchema(metadata).children.map(parquetColumn);
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    count: async () => Number(metadata.num_rows),
    batches: () => rowsOf(file, metadata, columns),
  };
}

async function* rowsOf(
  file: string,
  metadata: FileMetaData,
  columns: readonly ParquetColumn[],
): AsyncGenerator<Found[][]> {
  const scan = await named(file, async () =>
    parquetScan({
      file: await asyncBufferFromFile(file),
      metadata: { ...metadata, schema: shownSchema(metadata, columns) },
      compressors,
      utf8: false,
      // Of times that have no type but their encoding (INT96), and of those in nested values.
      parsers: { timestampFromNanoseconds: (nanos) => nanos },
    }),
  );
  for (const range of scan.ranges) {
    for (let start = range.rowStart; start < range.rowEnd; start += DECODED_ROWS) {
      const end = Math.min(start + DECODED_ROWS, range.rowEnd);
      const decoded = await named(file, () => columnsOf(scan, columns, start, end));
      for (let at = 0; at < end - start; at += BATCH_ROWS) {
        yield batchOf(columns, decoded, at, Math.min(at + BATCH_ROWS, end - start));
      }
    }
  }
}

/** The schema in which the columns are what the library shall make of them, which rounds decimals and times. */
function shownSchema(metadata: FileMetaData, columns: readonly ParquetColumn[]): FileMetaData['schema'] {
  const changed = new Map(columns.flatMap(({ source, shown }) => (shown ? [[source, shown]] : [])));
  return metadata.schema.map((element) => changed.get(element) ?? element);
}

async function columnsOf(
  scan: ParquetScan,
  columns: readonly ParquetColumn[],
  rowStart: number,
  rowEnd: number,
): Promise<DecodedArray[]> {
  const decoded: DecodedArray[] = [];
  for (const { name } of columns) decoded.push(await scan.readColumn({ column: name, rowStart, rowEnd }));
  return decoded;
}

function batchOf(
  columns: readonly ParquetColumn[],
  decoded: readonly DecodedArray[],
  from: number,
  to: number,
): Found[][] {
  const rows: Found[][] = Array.from({ length: to - from }, () => new Array(columns.length));
  for (const [place, { read }] of columns.entries()) {
    const values = decoded[place] as ArrayLike<Found | undefined>;
    for (let index = from; index < to; index += 1) {
      const value = values[index] ?? null;
      (rows[index - from] as Found[])[place] =
        value === null || read === undefined ? value : read(value as never);
    }
  }
  return rows;
}

async function named<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw cannotRead(file, (cause as Error).message, cause);
  }
}
