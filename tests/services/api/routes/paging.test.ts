import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDataset, type Person } from '../../../../fixtures/index.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf } from '../../../support/walk-pages.ts';

const dataset = createDataset();
const api = await startApi({ dataset });
afterAll(() => api.stop());

const families = ['next_page_url', 'page_number', 'offset'].map((name) => `/pagination/${name}`);
const errorOf = async (path: string): Promise<unknown> => {
  const { status, text } = await api.get(path);
  return [status, JSON.parse(text).error];
};

describe.each(families)('%s', (path) => {
  it('shows the ten oldest people unless told', async () => {
    expect((await api.get(path)).json<{ data: Person[] }>().data).toEqual(peopleOf(dataset, 0, 10));
  });

  it.each(['createdAt', 'updatedAt'])('orders by %s either way', async (orderBy) => {
    const newest = await api.get(`${path}?order_by=${orderBy}&order_type=desc`);
    expect(newest.json<{ data: Person[] }>().data).toEqual(peopleOf(dataset, 190, 200).toReversed());
    const oldest = await api.get(`${path}?order_by=${orderBy}&order_type=asc`);
    expect(oldest.json<{ data: Person[] }>().data).toEqual(peopleOf(dataset, 0, 10));
  });

  it.each([
    ['at the instant of an update', dataset.people.at(150).updatedAt, 150],
    ['decades ago', '1970-01-01T00:00:00Z', 0],
    ['before the year 1', '-000043-03-15T00:00:00Z', 0],
    ['not given, empty', '', 0],
  ])('begins %s', async (_when, since, first) => {
    const { data } = (await api.get(`${path}?updated_since=${since}`)).json<{ data: Person[] }>();
    expect(data).toEqual(peopleOf(dataset, first, first + 10));
  });

  it('is empty, not wrong, after the newest update', async () => {
    const answer = await api.get(`${path}?updated_since=%2B012026-01-01T00:00:00Z`);
    expect(answer.json<{ data: Person[] }>().data).toEqual([]);
  });

  it.each([
    ['order_by=name', "Invalid value for 'order_by'. Use 'createdAt' or 'updatedAt'"],
    ['order_by=', "Invalid value for 'order_by'. Use 'createdAt' or 'updatedAt'"],
    ['order_type=up', "Invalid value for 'order_type'. Use 'asc' or 'desc'"],
    [
      'updated_since=2026-01-01T00:00:00',
      "Invalid date format for 'updated_since'. Must end with 'Z' for UTC",
    ],
    ['updated_since=yesterdayZ', "Invalid date format for 'updated_since'. Use 'YYYY-MM-DDTHH:MM:SSZ'"],
    [
      'updated_since=2026-02-30T00:00:00Z',
      "Invalid date format for 'updated_since'. Use 'YYYY-MM-DDTHH:MM:SSZ'",
    ],
    ['size=3&Page=2', 'Unexpected query parameters: size, Page'],
    ['order_type=asc&order_type=desc', "Query parameter 'order_type' is given 2 times. Give it once."],
    [
      `order_by=${'a'.repeat(1025)}`,
      "Query parameter 'order_by' is 1025 characters long. At most 1024 are read.",
    ],
  ])('refuses ?%.40s', async (query, error) => {
    expect(await errorOf(`${path}?${query}`)).toEqual([400, error]);
  });
});

describe.each(families.slice(0, 2))('%s', (path) => {
  it.each([
    ['per_page=0', "Invalid value for 'per_page'. It should be between 1 and 50."],
    ['per_page=51', "Invalid value for 'per_page'. It should be between 1 and 50."],
    ['per_page=-1', "Invalid value for 'per_page'. It should be between 1 and 50."],
    ['per_page=ten', "Invalid value for 'per_page'. 'ten' is not a whole number."],
    ['per_page=1.5', "Invalid value for 'per_page'. '1.5' is not a whole number."],
    ['per_page=', "Invalid value for 'per_page'. '' is not a whole number."],
    ['page=0', "Invalid value for 'page'. It must be greater than or equal to 1."],
    ['page=-1', "Invalid value for 'page'. It must be greater than or equal to 1."],
    ['page=0x10', "Invalid value for 'page'. '0x10' is not a whole number."],
    ['page=9007199254740992', "Invalid value for 'page'. 9007199254740992 is larger than 9007199254740991."],
  ])('refuses ?%s', async (query, error) => {
    expect(await errorOf(`${path}?${query}`)).toEqual([400, error]);
  });

  it.each([21, 9_007_199_254_740_991])('has nobody on page %d', async (page) => {
    const answer = (await api.get(`${path}?page=${page}`)).json();
    expect(answer).toMatchObject({ data: [], page, total_items: 200 });
  });
});

describe('/pagination/offset', () => {
  it.each([
    ['limit=0', "Invalid value for 'limit'. It should be between 1 and 50."],
    ['limit=51', "Invalid value for 'limit'. It should be between 1 and 50."],
    ['offset=-1', "Invalid value for 'offset'. It must be greater than or equal to 0."],
    ['offset=some', "Invalid value for 'offset'. 'some' is not a whole number."],
    ['page=1', 'Unexpected query parameters: page'],
  ])('refuses ?%s', async (query, error) => {
    expect(await errorOf(`/pagination/offset?${query}`)).toEqual([400, error]);
  });

  it.each([
    [0, 50, 0, 50],
    [195, 10, 195, 200],
    [200, 10, 200, 200],
    [9_007_199_254_740_991, 10, 200, 200],
  ])('from %d, %d at most, gives positions %d to %d', async (offset, limit, from, to) => {
    const answer = (await api.get(`/pagination/offset?offset=${offset}&limit=${limit}`)).json();
    expect(answer).toEqual({ data: peopleOf(dataset, from, to), offset, limit, total: 200 });
  });
});

describe('/pagination/page_number', () => {
  it.each([
    [1, 10, 0, 10, 20],
    [20, 10, 190, 200, 20],
    [7, 30, 180, 200, 7],
    [2, 50, 50, 100, 4],
  ])('page %d of %d has positions %d to %d', async (page, size, from, to, pages) => {
    const answer = (await api.get(`/pagination/page_number?page=${page}&per_page=${size}`)).json();
    expect(answer).toEqual({
      data: peopleOf(dataset, from, to),
      page,
      page_size: size,
      total_pages: pages,
      total_items: 200,
    });
  });
});

describe('any page of any size', () => {
  it('lies between its neighbours, and nothing is lost or shown twice', async () => {
    const anyWalk = fc.record({
      records: fc.nat(60),
      size: fc.integer({ min: 1, max: 50 }),
      desc: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(anyWalk, async ({ records, size, desc }) => {
        const world = createDataset({ records });
        await using small = await startApi({ dataset: world });
        const expected = desc ? peopleOf(world, 0, records).toReversed() : peopleOf(world, 0, records);
        const order = `order_type=${desc ? 'desc' : 'asc'}`;
        const pages = Math.ceil(records / size);
        const byNumber: Person[] = [];
        const byOffset: Person[] = [];
        for (let page = 1; page <= pages; page += 1) {
          const numbered = await small.get(`/pagination/page_number?page=${page}&per_page=${size}&${order}`);
          byNumber.push(...numbered.json<{ data: Person[] }>().data);
          const offset = (page - 1) * size;
          const shifted = await small.get(`/pagination/offset?offset=${offset}&limit=${size}&${order}`);
          byOffset.push(...shifted.json<{ data: Person[] }>().data);
        }
        expect(byNumber).toEqual(expected);
        expect(byOffset).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
