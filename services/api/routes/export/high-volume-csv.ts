import { csvLine } from '../../../../fixtures/files/csv.ts';
import { cityOf } from '../../../../fixtures/postal-address.ts';
import { requireApiKey } from '../../authenticate.ts';
import { streamRows } from '../../formats/chunks.ts';
import { respondCsv } from '../../formats/respond-csv.ts';
import { noteRange } from '../../note-rows.ts';
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
  walk: { about: 'people', effects: ['stale', 'cap'] },
  handle(ctx, { credentials, state, clock }) {
    requireApiKey(ctx, credentials);
    const { all } = state.people.seenAt(clock());
    noteRange(ctx, 'position', all, 0, all.size);
    const rows = streamRows(csvLine(COLUMNS), all.size, (from, to) => {
      let lines = '';
      for (const { id, name, address, createdAt } of all.rows(from, to)) {
        lines += csvLine([id, name, cityOf(address), createdAt]);
      }
      return lines;
    });
    respondCsv(ctx, 'high_volume.csv', rows);
  },
};
