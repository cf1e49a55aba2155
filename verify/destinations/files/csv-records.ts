import { badRecord } from '../errors.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** A record that is longer has a quote that is never closed. */
const LONGEST = 64 * 1024 * 1024;

/** A value of CSV: text, or null for nothing between two commas. Nothing between two quotes is an empty text. */
export type CsvField = string | null;

/**
 * The records of CSV as RFC 4180 has it: commas, quotes doubled within quotes, line feeds with or without a carriage
 * return. An empty line is a record with one null, which only a file with one column has.
 *
 * @param text in pieces that end where a line does
 * @param name of the source, for errors
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` for text after a closing quote, or a quote that is never closed
 */
export async function* csvRecords(text: AsyncIterable<string>, name: string): AsyncGenerator<CsvField[][]> {
  let rest = '';
  let enough = 0;
  let seen = 0;
  for await (const piece of text) {
    rest += piece;
    // A record over many lines is looked at again only when it has doubled, so its cost grows no faster than it does.
    if (rest.length < enough) continue;
    const { records, end, wrong } = recordsOf(rest);
    if (records.length > 0) yield records;
    seen += records.length;
    if (wrong) throw badRecord(name, seen + 1, 'has text after a closing quote');
    rest = rest.slice(end);
    enough = rest.length * 2;
    if (rest.length > LONGEST) throw badRecord(name, seen + 1, NEVER_CLOSED);
  }
  if (rest === '') return;
  const { records, end, wrong } = recordsOf(rest);
  if (records.length > 0) yield records;
  seen += records.length;
  if (wrong) throw badRecord(name, seen + 1, 'has text after a closing quote');
  if (end < rest.length) throw badRecord(name, seen + 1, NEVER_CLOSED);
}

const NEVER_CLOSED = 'has a quote that is never closed';

interface Parsed {
  readonly records: CsvField[][];
  /** Where the first record begins that is not complete. */
  readonly end: number;
  readonly wrong: boolean;
}

/** The complete records at the beginning of a text. */
function recordsOf(text: string): Parsed {
  const records: CsvField[][] = [];
  const { length } = text;
  let record: CsvField[] = [];
  let at = 0;
  let end = 0;
  while (at < length) {
    let code = text.charCodeAt(at);
    if (code === QUOTE) {
      const close = closingQuote(text, at + 1);
      if (close === -1) break;
      const field = text.slice(at + 1, close);
      record.push(field.includes('"') ? field.replaceAll('""', '"') : field);
      at = close + 1;
      if (text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED) at += 1;
      code = text.charCodeAt(at);
      if (code !== COMMA && code !== LINE_FEED) return { records, end, wrong: true };
    } else {
      const start = at;
      while (code !== COMMA && code !== LINE_FEED && at < length) code = text.charCodeAt(++at);
      const isReturn = code === LINE_FEED && at > start && text.charCodeAt(at - 1) === CARRIAGE_RETURN;
      const stop = isReturn ? at - 1 : at;
      record.push(stop === start ? null : text.slice(start, stop));
    }
    at += 1;
    if (code === COMMA) continue;
    records.push(record);
    record = [];
    end = at;
  }
  return { records, end, wrong: false };
}

function closingQuote(text: string, from: number): number {
  let close = text.indexOf('"', from);
  while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  return close;
}
