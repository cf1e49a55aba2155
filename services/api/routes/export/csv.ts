import type { Person } from '../../../../fixtures/index.ts';
import { badRequest } from '../../errors.ts';
import { streamRows } from '../../formats/chunks.ts';
import { csvLine } from '../../formats/csv.ts';
import { respondCsv } from '../../formats/respond-csv.ts';
import { json, type Route } from '../../route.ts';
import { error, text } from '../../schemas.ts';

const COLUMNS = ['id', 'name', 'email', 'address', 'company', 'job', 'createdAt', 'updatedAt'] as const;

/** All people as one CSV file, streamed. Fields keep their commas and line ends, in quotes. */
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
  handle(ctx, { dataset: { people } }) {
    if (people.size === 0) throw badRequest('no_data', 'No data available to export.');
    const rows = streamRows(csvLine(COLUMNS), people.size, (from, to) => {
      let lines = '';
      for (let position = from; position < to; position += 1) lines += personLine(people.at(position));
      return lines;
    });
    respondCsv(ctx, 'data_export.csv', rows);
  },
};

function personLine(person: Person): string {
  return csvLine(COLUMNS.map((column) => person[column]));
}
