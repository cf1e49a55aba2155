import { type FileHandle, open } from 'node:fs/promises';
import {
  type AsyncBuffer,
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
  const metadata = await opened(file, parquetMetadataAsync);
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
  const options = {
    metadata: { ...metadata, schema: shownSchema(metadata, columns) },
    compressors,
    utf8: false,
    // Of times that have no type but their encoding (INT96), and of those in nested values.
    parsers: { timestampFromNanoseconds: (nanos: bigint) => nanos },
  };
  for (const { start, end } of stretches(metadata)) {
    const decoded = await opened(file, async (buffer) =>
      columnsOf(await parquetScan({ ...options, file: buffer }), columns, start, end),
    );
    for (let at = 0; at < end - start; at += BATCH_ROWS) {
      yield batchOf(columns, decoded, at, Math.min(at + BATCH_ROWS, end - start));
    }
  }
}

/** What is decoded at a time. */
function* stretches({ row_groups: groups }: FileMetaData): Generator<{ start: number; end: number }> {
  let first = 0;
  for (const { num_rows: rows } of groups) {
    const last = first + Number(rows);
    for (let start = first; start < last; start += DECODED_ROWS) {
      yield { start, end: Math.min(start + DECODED_ROWS, last) };
    }
    first = last;
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

/** Does something with the bytes of a file, and says of an error which file it was. */
async function opened<Result>(file: string, work: (buffer: AsyncBuffer) => Promise<Result>): Promise<Result> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    return await work(await bufferOf(handle));
  } catch (cause) {
    throw cannotRead(file, (cause as Error).message, cause);
  } finally {
    await handle?.close();
  }
}

/** With one copy of what is read; that of the library has three. */
async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      if (bytesRead < bytes.length) throw new Error('it ends too early');
      return bytes.buffer;
    },
  };
}
