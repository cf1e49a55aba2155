import { afterAll, beforeEach, expect, it } from '@jest/globals';
import type { PresentedEntry } from '../../../core/control/present-entry.ts';
import { createDataset } from '../../../fixtures/index.ts';
import { resetApi } from '../../../services/api/reset.ts';
import { startApi } from '../../support/start-api.ts';

const dataset = createDataset({ records: 120 });
const api = await startApi({ dataset });
afterAll(() => api.stop());
beforeEach(() => resetApi(api.endpoints));

/** When the person at a place was updated. */
const at = (place: number): string => dataset.people.at(place).updatedAt;
const cursor = Buffer.from(at(49)).toString('base64');

async function rowsOf(path: string, headers = {}): Promise<PresentedEntry['rows']> {
  await api.get(path, { headers });
  const { entries } = (await api.get('/_playground/journal')).json<{ entries: PresentedEntry[] }>();
  return entries.at(-1)?.rows ?? null;
}

it.each([
  ['/pagination/offset?offset=20&limit=10', 'updatedAt', 20, 29],
  ['/pagination/offset?offset=115&limit=10', 'updatedAt', 115, 119],
  ['/pagination/offset?offset=20&limit=10&order_type=desc', 'updatedAt desc', 20, 29],
  ['/pagination/offset?order_by=createdAt&limit=3', 'createdAt', 0, 2],
  [`/pagination/offset?limit=5&updated_since=${at(100)}`, 'updatedAt', 100, 104],
  [`/pagination/offset?limit=5&order_type=desc&updated_since=${at(118)}`, 'updatedAt desc', 0, 1],
  ['/pagination/page_number?page=3&per_page=20', 'updatedAt', 40, 59],
  ['/pagination/next_page_url?page=3&per_page=20&order_type=desc', 'updatedAt desc', 40, 59],
  ['/pagination/keyset', 'updatedAt', 0, 49],
  [`/pagination/keyset?scroll_param=${cursor}`, 'updatedAt', 50, 99],
  ['/incremental/step?start_id=11&end_id=20', 'position', 10, 19],
  ['/incremental/step?start_id=111&end_id=200', 'position', 110, 119],
  [`/incremental/timestamp?since=${at(109)}`, 'updatedAt', 110, 119],
  ['/incremental/timestamp', 'updatedAt', 0, 119],
  ['/export/csv', 'position', 0, 119],
])('%s served those of %s from %i to %i', async (path, order, first, last) => {
  expect(await rowsOf(path)).toEqual({ order, first, last });
});

it.each([
  '/pagination/offset?offset=120',
  '/pagination/offset?limit=0',
  '/incremental/step?start_id=121&end_id=130',
  `/incremental/timestamp?since=${at(119)}`,
  '/auth/api_key',
  '/nowhere',
])('%s served none', async (path) => {
  expect(await rowsOf(path)).toBeNull();
});

it('are the places of the first and the last of a table that changes, too', async () => {
  const path = '/cursors/companies?order_by=createdAt';
  const { data } = (await api.get(path)).json<{ data: { company_id: number; updatedAt: string }[] }>();
  expect(await rowsOf(path)).toEqual({ order: 'createdAt', first: 0, last: data.length - 1 });
  const newest = data
    .map(({ updatedAt }) => updatedAt)
    .sort()
    .at(-1) as string;
  const place = data.findIndex(({ updatedAt }) => updatedAt === newest);
  const rows = await rowsOf(`${path}&updated_since=${newest}`);
  expect(rows).toEqual({ order: 'createdAt', first: place, last: place });
});
