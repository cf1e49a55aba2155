import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset, MOST_RECORDS, type Person } from '../../../../fixtures/index.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf, walkPages } from '../../../support/walk-pages.ts';

interface Page {
  readonly data: readonly Person[];
  readonly scroll_param: string | null;
}

const PATH = '/pagination/keyset';
const dataset = createDataset();
const api = await startApi({ dataset });
afterAll(() => api.stop());

const base64 = (text: string): string => encodeURIComponent(Buffer.from(text).toString('base64'));
const follow = ({ scroll_param }: Page): string | null =>
  scroll_param && `${PATH}?scroll_param=${encodeURIComponent(scroll_param)}`;

describe('keyset paging', () => {
  it.each([
    [200, ''],
    [150, `?updated_since=${dataset.people.at(50).updatedAt}`],
    [1, `?updated_since=${dataset.people.at(199).updatedAt}`],
    [200, '?updated_since=-000043-03-15T00:00:00Z'],
    [0, '?updated_since=%2B012026-01-01T00:00:00Z'],
    [200, '?scroll_param='],
  ])('gives the newest %d from %s, none of them lost or shown twice', async (count, query) => {
    expect(await walkPages<Page>(api, PATH + query, follow)).toEqual(peopleOf(dataset, 200 - count, 200));
  });

  it.each([49, 50, 51, 100])('of %d records ends with null, not with an empty page', async (records) => {
    const world = createDataset({ records });
    await using small = await startApi({ dataset: world });
    const sizes: number[] = [];
    const rows = await walkPages<Page>(small, PATH, (page) => {
      sizes.push(page.data.length);
      return follow(page);
    });
    expect(rows).toEqual(peopleOf(world, 0, records));
    expect(sizes).not.toContain(0);
  });

  it('has a cursor that people can read: the update time of the last row', async () => {
    const page = (await api.get(PATH)).json<Page>();
    const cursor = Buffer.from(page.scroll_param ?? '', 'base64').toString();
    expect(cursor).toBe(dataset.people.at(49).updatedAt);
  });

  it('pages at the far end of the largest world, tens of thousands of years before Christ too', async () => {
    const world = createDataset({ records: MOST_RECORDS });
    await using large = await startApi({ dataset: world });
    const first = (await large.get(PATH)).json<Page>();
    expect(first.data[0]?.updatedAt).toMatch(/^-06\d{4}-/);
    const second = (await large.get(follow(first) as string)).json<Page>();
    expect([...first.data, ...second.data]).toEqual(peopleOf(world, 0, 100));
    const end = `${PATH}?updated_since=${world.people.at(MOST_RECORDS - 60).updatedAt}`;
    expect(await walkPages<Page>(large, end, follow)).toEqual(
      peopleOf(world, MOST_RECORDS - 60, MOST_RECORDS),
    );
  });
});

describe('a wrong cursor', () => {
  const both =
    "You can only use 'updated_since' in first request, subsequent requests should use only 'scroll_param'";

  it.each([
    ['scroll_param=garbage', 'Invalid scroll_param value'],
    ['scroll_param=!!!!', 'Invalid scroll_param value'],
    [`scroll_param=${base64('not a time')}`, 'Invalid scroll_param value'],
    [`scroll_param=${base64('2026-13-01T00:00:00Z')}`, 'Invalid scroll_param value'],
    [`scroll_param=${base64('2026-01-01T00:00:00Z').slice(0, -4)}`, 'Invalid scroll_param value'],
    [
      `scroll_param=${'A'.repeat(1028)}`,
      "Query parameter 'scroll_param' is 1028 characters long. At most 1024 are read.",
    ],
    [`scroll_param=${base64('2026-01-01T00:00:00Z')}&updated_since=2026-01-01T00:00:00Z`, both],
    ['scroll_param=a&updated_since=b', both],
    ['updated_since=2026-01-01', "Invalid date format for 'updated_since'. Must end with 'Z' for UTC"],
    ['page=2', 'Unexpected query parameters: page'],
  ])('?%.60s is refused', async (query, error) => {
    const answer = await api.get(`${PATH}?${query}`);
    expect([answer.status, answer.json()]).toEqual([400, { error }]);
  });
});
