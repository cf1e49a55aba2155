import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Column } from '../column.ts';
import { eachValue } from '../each-value.ts';
import { sameColumnTwice } from '../errors.ts';
import type { RowFile, RowFormat } from '../row-format.ts';
import { decimalColumn, NUMERIC } from './decimal-column.ts';
import type { ParquetColumn } from './parquet-column.ts';
import { plainColumn } from './plain-column.ts';

/**
 * Parquet with a row group for every `take`, compressed with Snappy.
 *
 * @throws SqlError for columns that a file cannot have
 */
export function parquetFormat(columns: readonly Column[]): RowFormat {
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw sameColumnTwice(twice);
  const parquetColumns = columns.map((column) =>
    column.typeId === NUMERIC ? decimalColumn(column) : plainColumn(column),
  );
  return {
    valueFormats: parquetColumns.map(({ valueFormat }) => valueFormat),
    suffix: '.parquet',
    begin: () => new ParquetFile(parquetColumns),
  };
}

class ParquetFile implements RowFile {
  readonly #columns: readonly ParquetColumn[];
  readonly #bytes = new ByteWriter();
  #writer: ParquetWriter | undefined;
  #rows = 0;
  #waitingBytes = 0;

  constructor(columns: readonly ParquetColumn[]) {
    this.#columns = columns;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  add(row: Buffer): void {
    eachValue(row, (value, index) => this.#columns[index]?.add(value));
    this.#rows += 1;
    this.#waitingBytes += row.length;
  }

  take(): Uint8Array {
    const values = this.#columns.map((column) => column.take());
    const elements = this.#columns.map((column) => column.element());
    this.#writer ??= new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: 'root', num_children: elements.length }, ...elements],
    });
    const columnData = elements.map(({ name }, index) => ({ name, data: values[index] as unknown[] }));
    void this.#writer.write({ columnData, rowGroupSize: this.#rows });
    this.#rows = 0;
    this.#waitingBytes = 0;
    return this.#takeBytes();
  }

  end(): Uint8Array {
    void this.#writer?.finish();
    return this.#takeBytes();
  }

  /** The writer goes on counting where the file goes on. */
  #takeBytes(): Uint8Array {
    const bytes = new Uint8Array(this.#bytes.getBytes());
    this.#bytes.index = 0;
    return bytes;
  }
}
