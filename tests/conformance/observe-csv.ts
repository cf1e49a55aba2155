import { parseCsv } from '../support/parse-csv.ts';
import type { Observation } from './observation.ts';
import { placesOf } from './places-of.ts';
import type { ServerFacts } from './server-facts.ts';

/** Observes a CSV file: its columns, its rows and their order, and what became of commas and line ends. */
export function observeCsv(text: string, facts: ServerFacts): Observation {
  const [columns = [], ...records] = parseCsv(text);
  const rows = records.map((record) => Object.fromEntries(columns.map((name, at) => [name, record[at]])));
  const widths = [...new Set(records.map(({ length }) => length))];
  const special = records.flat().some((field) => /[,\r\n]/.test(field));
  return {
    body: 'CSV',
    fields: columns.join(', '),
    rows: String(rows.length),
    row_fields: widths.join(' or '),
    order: placesOf(rows.map((row) => facts.rank(row, 'createdAt') ?? Number.NaN)),
    line_end: text.endsWith('\r\n') ? 'CRLF' : 'LF',
    commas_and_line_ends: special ? 'kept' : 'gone',
  };
}
