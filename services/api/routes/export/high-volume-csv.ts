import { requireApiKey } from '../../authenticate.ts';
import { streamRows } from '../../formats/chunks.ts';
import { csvLine } from '../../formats/csv.ts';
import { respondCsv } from '../../formats/respond-csv.ts';
import { noteRows } from '../../note-rows.ts';
import { json, type Route } from '../../route.ts';
import { error, text } from '../../schemas.ts';

const COLUMNS = ['has_id', 'name', 'city', 'created_at'] as const;

/** All people in the four columns that high-volume CSV connectors read. Not in the original. */
export const exportHighVolumeCsv: Route = {
  method: 'GET',
  path: '/export/high_volume_csv',
  name: 'export_high_volume_csv',
  tag: 'Export',
  summary: 'High-volume CSV, with an API key',
  parameters: {},
  scheme: 'apiKey',
  answers: {
    200: { description: 'The file.', content: { 'text/csv': text } },
    401: json('The API key is missing or wrong.', error),
  },
  handle(ctx, { credentials, dataset: { people } }) {
    requireApiKey(ctx, credentials);
    noteRows(ctx, 'position', 0, people.size - 1);
    const rows = streamRows(csvLine(COLUMNS), people.size, (from, to) => {
      let lines = '';
      for (let position = from; position < to; position += 1) {
        const { id, name, createdAt } = people.at(position);
        lines += csvLine([id, name, people.addressOf(position).city, createdAt]);
      }
      return lines;
    });
    respondCsv(ctx, 'high_volume.csv', rows);
  },
};
