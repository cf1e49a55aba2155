import { badRequest } from '../../errors.ts';
import { MOST_ROWS_AT_ONCE, streamRows } from '../../formats/chunks.ts';
import { csvLine } from '../../formats/csv.ts';
import { PERSON_COLUMNS, personLine } from '../../formats/person-line.ts';
import { respondCsv } from '../../formats/respond-csv.ts';
import { noteRows } from '../../note-rows.ts';
import { json, type Route } from '../../route.ts';
import { error, text } from '../../schemas.ts';

const FILE_NAME = 'data_export.csv';

/** All people as one CSV file, streamed when it is large. Fields keep their commas and line ends, in quotes. */
export const exportCsv: Route = {
  method: 'GET',
  path: '/export/csv',
  name: 'export_csv',
  tag: 'Export',
  summary: 'Export with CSV',
  parameters: {},
  answers: {
    200: { description: 'The file.', content: { 'text/csv': text } },
    400: json('There are no records.', error),
  },
  handle(ctx, { dataset: { people }, state: { rowLines } }) {
    if (people.size === 0) throw badRequest('no_data', 'No data available to export.');
    noteRows(ctx, 'position', 0, people.size - 1);
    const header = csvLine(PERSON_COLUMNS);
    if (people.size <= MOST_ROWS_AT_ONCE) {
      const lines = Array.from({ length: people.size }, (_, position) => rowLines.at(position));
      respondCsv(ctx, FILE_NAME, header + lines.join(''));
      return;
    }
    const rows = streamRows(header, people.size, (from, to) => {
      let lines = '';
      for (let position = from; position < to; position += 1) lines += personLine(people.at(position));
      return lines;
    });
    respondCsv(ctx, FILE_NAME, rows);
  },
};
