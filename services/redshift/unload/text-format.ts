import type { Column } from './column.ts';
import { TEXT } from './column.ts';
import { eachValue } from './each-value.ts';
import type { RowFile, RowFormat } from './row-format.ts';
import type { TextFormat } from './statement.ts';

type PresentValue = (text: string) => string;

/** CSV, or text between delimiters. Values are what the session shows them as. */
export function textFormat(columns: readonly Column[], format: TextFormat): RowFormat {
  const present = format.kind === 'csv' ? csvValue(format.delimiter) : delimitedValue(format);
  const header = columns.map(({ name }) => present(name));
  return {
    valueFormats: columns.map(() => TEXT),
    suffix: '',
    begin: () => new TextFile(format, present, format.hasHeader ? header : undefined),
  };
}

class TextFile implements RowFile {
  readonly #format: TextFormat;
  readonly #present: PresentValue;
  #lines: string[] = [];
  #waitingBytes = 0;

  constructor(format: TextFormat, present: PresentValue, header: readonly string[] | undefined) {
    this.#format = format;
    this.#present = present;
    if (header) this.#lines.push(this.#lineOf(header));
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  add(row: Buffer): void {
    const values: string[] = [];
    eachValue(row, (value) => {
      values.push(value ? this.#present(value.toString('utf8')) : this.#format.nullText);
    });
    this.#lines.push(this.#lineOf(values));
    this.#waitingBytes += row.length;
  }

  take(): Uint8Array {
    const bytes = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    this.#waitingBytes = 0;
    return bytes;
  }

  end(): Uint8Array {
    return this.take();
  }

  #lineOf(values: readonly string[]): string {
    return `${values.join(this.#format.delimiter)}\n`;
  }
}

/** Quotes stand around what holds a delimiter, a quote or the end of a line, and a quote within is written twice. */
function csvValue(delimiter: string): PresentValue {
  const special = new RegExp(`[${escapeClass(delimiter)}"\\r\\n]`);
  return (text) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
}

/** A backslash before what would be taken for something else, if it is asked for. */
function delimitedValue({ delimiter, hasQuotes, hasEscapes }: TextFormat): PresentValue {
  const special = new RegExp(`[${escapeClass(delimiter)}\\\\\\r\\n${hasQuotes ? '"\'' : ''}]`, 'g');
  return (text) => {
    const escaped = hasEscapes ? text.replaceAll(special, '\\$&') : text;
    return hasQuotes ? `"${escaped}"` : escaped;
  };
}

function escapeClass(character: string): string {
  return /[\\\]^-]/.test(character) ? `\\${character}` : character;
}
