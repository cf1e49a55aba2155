import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset, type Person } from '../../../../fixtures/index.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf } from '../../../support/walk-pages.ts';

const dataset = createDataset({ records: 1000 });
const api = await startApi({ dataset });
afterAll(() => api.stop());

const PATH = '/incremental/timestamp';
const rowsAfter = async (since: string): Promise<readonly Person[]> =>
  (await api.get(`${PATH}?since=${since}`)).json<{ data: Person[] }>().data;
const secondsAround = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1000).toISOString().replace('.000', '');

describe(PATH, () => {
  it('gives everyone, oldest first, unless told since when', async () => {
    expect((await api.get(PATH)).json()).toEqual({ data: peopleOf(dataset, 0, 1000) });
    expect(await rowsAfter('')).toHaveLength(1000);
  });

  it.each([0, 1, 499, 998, 999])('gives those updated strictly after person %d was', async (index) => {
    const { updatedAt } = dataset.people.at(index);
    expect(await rowsAfter(updatedAt)).toEqual(peopleOf(dataset, index + 1, 1000));
    expect(await rowsAfter(secondsAround(updatedAt, -1))).toEqual(peopleOf(dataset, index, 1000));
    expect(await rowsAfter(secondsAround(updatedAt, 1))).toEqual(peopleOf(dataset, index + 1, 1000));
  });

  it.each([
    ['0001-01-01T00:00:00Z', 1000],
    ['0000-01-01T00:00:00Z', 1000],
    ['-271820-01-01T00:00:00Z', 1000],
    ['9999-12-31T23:59:59Z', 0],
    ['%2B275759-12-31T23:59:59Z', 0],
    ['2024-2-9T1:2:3Z', 1000],
  ])('knows the year of %s', async (since, count) => {
    expect(await rowsAfter(since)).toHaveLength(count);
  });

  it.each([
    ['since=2026-01-01', "Invalid date format for 'updated_since'. Must end with 'Z' for UTC"],
    [
      'since=2026-01-01T00:00:00%2B00:00',
      "Invalid date format for 'updated_since'. Must end with 'Z' for UTC",
    ],
    ['since=2026-1-1Z', "Invalid date format for 'updated_since'. Use 'YYYY-MM-DDTHH:MM:SSZ'"],
    ['since=2026-01-01T24:00:00Z', "Invalid date format for 'updated_since'. Use 'YYYY-MM-DDTHH:MM:SSZ'"],
    ['since=2023-02-29T00:00:00Z', "Invalid date format for 'updated_since'. Use 'YYYY-MM-DDTHH:MM:SSZ'"],
    [
      'since=%2B999999-01-01T00:00:00Z',
      "Invalid date format for 'updated_since'. Use 'YYYY-MM-DDTHH:MM:SSZ'",
    ],
    ['updated_since=2026-01-01T00:00:00Z', 'Unexpected query parameters: updated_since'],
  ])('refuses ?%s', async (query, error) => {
    const answer = await api.get(`${PATH}?${query}`);
    expect([answer.status, answer.json()]).toEqual([400, { error }]);
  });

  it.each([0, 1, 499, 500, 501, 768, 769])('writes %d rows as one JSON text', async (records) => {
    const world = createDataset({ records });
    await using small = await startApi({ dataset: world });
    expect((await small.get(PATH)).json()).toEqual({ data: peopleOf(world, 0, records) });
  });
});
