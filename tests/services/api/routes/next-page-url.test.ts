import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset, type Person } from '../../../../fixtures/index.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf, walkPages } from '../../../support/walk-pages.ts';

interface Page {
  readonly data: readonly Person[];
  readonly next_page_url: string | null;
}

const PATH = '/pagination/next_page_url';
const dataset = createDataset();
const api = await startApi({ dataset });
afterAll(() => api.stop());

const nextOf = async (query: string, headers: Record<string, string> = {}): Promise<string | null> =>
  (await api.get(`${PATH}${query}`, { headers })).json<Page>().next_page_url;

/** The URL is absolute; what is asked next is its path and query. */
const follow = (page: Page): string | null => {
  if (page.next_page_url === null) return null;
  const { origin, pathname, search } = new URL(page.next_page_url);
  expect(origin).toBe(api.url);
  return pathname + search;
};

describe('the URL of the next page', () => {
  it('names every choice that the client could make', async () => {
    expect(await nextOf('')).toBe(`${api.url}${PATH}?page=2&per_page=10&order_by=updatedAt&order_type=asc`);
  });

  it.each([
    ['?per_page=50&page=3', true],
    ['?per_page=50&page=4', false],
    ['?per_page=50&page=5', false],
    ['?updated_since=%2B012026-01-01T00:00:00Z', false],
  ])('of %s: is there one? %s', async (query, expected) => {
    expect((await nextOf(query)) !== null).toBe(expected);
  });

  it.each([
    [{ 'X-Forwarded-Proto': 'https' }, (url: string) => url.replace('http:', 'https:')],
    [{ 'X-Forwarded-Host': 'api.example.com' }, () => 'http://api.example.com'],
    [{ 'X-Forwarded-Host': 'api.example.com:8080' }, () => 'http://api.example.com:8080'],
    [
      { 'X-Forwarded-Host': 'api.example.com', 'X-Forwarded-Port': '8080' },
      () => 'http://api.example.com:8080',
    ],
    [
      { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'api.example.com', 'X-Forwarded-Port': '443' },
      () => 'https://api.example.com',
    ],
    [
      { 'X-Forwarded-Host': 'near.example, far.example', 'X-Forwarded-Prefix': '/play/' },
      () => 'http://near.example/play',
    ],
    [{ 'X-Forwarded-Host': '[2001:db8::1]', 'X-Forwarded-Port': '81' }, () => 'http://[2001:db8::1]:81'],
  ])('behind a proxy that says %j', async (headers, base) => {
    const expected = `${base(api.url)}${PATH}?page=2&per_page=10&order_by=updatedAt&order_type=asc`;
    expect(await nextOf('', headers)).toBe(expected);
  });
});

describe('following it', () => {
  it.each([
    ['', peopleOf(dataset, 0, 200)],
    ['?per_page=7', peopleOf(dataset, 0, 200)],
    ['?per_page=50&order_type=desc', peopleOf(dataset, 0, 200).toReversed()],
    [`?per_page=1&updated_since=${dataset.people.at(180).updatedAt}`, peopleOf(dataset, 180, 200)],
    [
      `?per_page=9&order_by=createdAt&order_type=desc&updated_since=${dataset.people.at(120).updatedAt}`,
      peopleOf(dataset, 120, 200).toReversed(),
    ],
    ['?updated_since=-000043-03-15T00:00:00Z', peopleOf(dataset, 0, 200)],
  ])('from %s loses and repeats nobody', async (query, expected) => {
    expect(await walkPages<Page>(api, `${PATH}${query}`, follow)).toEqual(expected);
  });

  it('keeps a year with a plus sign readable', async () => {
    const world = createDataset({ anchor: Date.UTC(9999, 11, 31), records: 1000 });
    await using late = await startApi({ dataset: world });
    const page = (await late.get(`${PATH}?updated_since=%2B010000-01-01T00:00:00Z`)).json<Page>();
    expect(page).toMatchObject({ data: [], next_page_url: null });
    const first = (await late.get(`${PATH}?updated_since=-000001-12-31T23:59:59Z`)).json<Page>();
    expect(first.next_page_url).toContain('&updated_since=-000001-12-31T23:59:59Z');
  });
});

describe('a billion records', () => {
  const world = createDataset({ records: 1e9 });

  it.each([
    ['the near end', 1, 0, 50],
    ['the middle', 10_000_000, 499_999_950, 500_000_000],
    ['the far end', 20_000_000, 999_999_950, 1e9],
  ])('show %s as quickly and as exactly', async (_end, page, from, to) => {
    await using large = await startApi({ dataset: world });
    const answer = (await large.get(`${PATH}?page=${page}&per_page=50`)).json<Page>();
    expect(answer.data).toEqual(peopleOf(world, from, to));
    expect(answer.next_page_url === null).toBe(to === 1e9);
  });
});
