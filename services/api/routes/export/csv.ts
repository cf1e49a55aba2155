import { csvLine } from '../../../../fixtures/files/csv.ts';
import { badRequest } from '../../errors.ts';
import { MOST_ROWS_AT_ONCE, streamRows } from '../../formats/chunks.ts';
import { respondCsv } from '../../formats/respond-csv.ts';
import { noteRange } from '../../note-rows.ts';
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
  walk: { about: 'people', effects: ['stale', 'cap'] },
  handle(ctx, { state, clock }) {
    const people = state.people.seenAt(clock());
    const { size } = people.all;
    if (size === 0) throw badRequest('no_data', 'No data available to export.');
    noteRange(ctx, 'position', people.all, 0, size);
    const header = csvLine(people.columns);
    const lines = (from: number, to: number): string => people.lines(from, to);
    respondCsv(
      ctx,
      FILE_NAME,
      size <= MOST_ROWS_AT_ONCE ? header + lines(0, size) : streamRows(header, size, lines),
    );
  },
};
