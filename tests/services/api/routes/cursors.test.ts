import { afterAll, describe, expect, it } from '@jest/globals';
import { type Company, createDataset, DEFAULT_DATASET, type Department } from '../../../../fixtures/index.ts';
import { startApi } from '../../../support/start-api.ts';

const { companies } = createDataset();
const START = DEFAULT_DATASET.anchor + 86_400_000;
let now = START;
const api = await startApi({ clock: () => now });
afterAll(() => api.stop());

type Row = Company | Department;
const families = [
  { path: '/cursors/companies', rowsAt: (time: number): readonly Row[] => companies.at(time) },
  {
    path: '/cursors/1/departments',
    rowsAt: (time: number): readonly Row[] => companies.departmentsAt(1, time),
  },
  {
    path: '/cursors/2/departments',
    rowsAt: (time: number): readonly Row[] => companies.departmentsAt(2, time),
  },
];

describe.each(families)('$path', ({ path, rowsAt }) => {
  const ask = async (query = ''): Promise<{ data: Row[]; total_items: number }> =>
    (await api.get(path + query)).json();

  it('gives all rows as they stand now, the longest unchanged first', async () => {
    const { data, total_items } = await ask();
    expect(total_items).toBe(data.length);
    const times = data.map(({ updatedAt }) => Date.parse(updatedAt));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(new Set(data)).toEqual(new Set(rowsAt(now)));
  });

  it.each(['createdAt', 'updatedAt'] as const)('orders by %s either way', async (orderBy) => {
    const ascending = (await ask(`?order_by=${orderBy}&order_type=asc`)).data.map((row) => row[orderBy]);
    const descending = (await ask(`?order_by=${orderBy}&order_type=desc`)).data.map((row) => row[orderBy]);
    expect(ascending).toEqual(ascending.toSorted());
    expect(descending).toEqual(ascending.toReversed());
  });

  it('gives what was updated at an instant or later, and each row again when it changes', async () => {
    now = START;
    const { data } = await ask('?order_type=asc');
    const newest = data.at(-1)?.updatedAt as string;
    expect((await ask(`?updated_since=${newest}`)).data).toEqual(data.slice(-1));
    expect((await ask(`?updated_since=${data[0]?.updatedAt}`)).data).toEqual(data);

    now = START + 300_000;
    const changed = (await ask(`?updated_since=${newest}`)).data;
    expect(new Set(changed)).toEqual(new Set(rowsAt(now)));
    now = START;
  });

  it.each(['2999-01-01T00:00:00Z', '%2B010000-01-01T00:00:00Z'])('gives nothing since %s', async (since) => {
    expect(await ask(`?updated_since=${since}`)).toEqual({ data: [], total_items: 0 });
  });

  it.each([
    ['order_by=company_id', "Invalid value for 'order_by'. Use 'createdAt' or 'updatedAt'"],
    ['order_type=down', "Invalid value for 'order_type'. Use 'asc' or 'desc'"],
    ['updated_since=now', "Invalid date format for 'updated_since'. Must end with 'Z' for UTC"],
    ['page=1', 'Unexpected query parameters: page'],
  ])('refuses ?%s', async (query, error) => {
    const answer = await api.get(`${path}?${query}`);
    expect([answer.status, answer.json()]).toEqual([400, { error }]);
  });
});

describe('/cursors/{company_id}/departments', () => {
  const notAnInteger = "Invalid value for 'company_id'. 'company_id' must be an integer";

  it.each([
    ['0', 404, "company_id '0' not found"],
    ['3', 404, "company_id '3' not found"],
    ['-1', 404, "company_id '-1' not found"],
    ['99999999999999999999', 404, "company_id '99999999999999999999' not found"],
    ['one', 400, notAnInteger],
    ['1.5', 400, notAnInteger],
    ['%C3%A9', 400, notAnInteger],
    ['%2F', 400, notAnInteger],
    ['1%00', 400, notAnInteger],
    ['%zz', 400, notAnInteger],
  ])('has no company %s', async (id, status, error) => {
    const answer = await api.get(`/cursors/${id}/departments`);
    expect([answer.status, answer.json()]).toEqual([status, { error }]);
  });
});
