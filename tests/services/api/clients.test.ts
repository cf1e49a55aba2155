import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset, DEFAULT_DATASET } from '../../../fixtures/index.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { startApi } from '../../support/start-api.ts';
import { peopleOf } from '../../support/walk-pages.ts';
import { fetchJson, UnexpectedStatus } from './clients/fetch-json.ts';
import * as paging from './clients/paging-clients.ts';
import { type Cursors, syncCompanies } from './clients/parent-child-client.ts';
import { SessionClient } from './clients/session-client.ts';
import { byStep, replaySince } from './clients/step-clients.ts';

const RECORDS = 2345;
const dataset = createDataset({ records: RECORDS });
let now = DEFAULT_DATASET.anchor + 86_400_000;
const api = await startApi({ dataset, clock: () => now });
afterAll(() => api.stop());

async function collect(rows: AsyncIterable<paging.Row>): Promise<paging.Row[]> {
  const collected: paging.Row[] = [];
  for await (const row of rows) collected.push(row);
  return collected;
}

const idsFrom = (first: number): string[] => peopleOf(dataset, first, RECORDS).map(({ id }) => id);

describe.each<[string, paging.PagingClient, number]>([
  ['next_page_url', paging.byNextPageUrl, 1],
  ['page_number', paging.byPageNumber, 1],
  ['offset', paging.byOffset, 1],
  ['keyset', paging.byKeyset, 1],
  ['timestamp', paging.byTimestamp, 0],
])('a connector that pages by %s', (_kind, read, seenAgain) => {
  it('gets everyone once, and in its second run only who is new', async () => {
    const first = await collect(read(api.url, ''));
    expect(first.map(({ id }) => id)).toEqual(idsFrom(0));
    const second = await collect(read(api.url, first.at(-1)?.updatedAt as string));
    expect(second.map(({ id }) => id)).toEqual(idsFrom(RECORDS - seenAgain));
    const half = await collect(read(api.url, dataset.people.at(2000).updatedAt));
    expect(half.map(({ id }) => id)).toEqual(idsFrom(2001 - seenAgain));
  });
});

describe('a connector that goes in steps', () => {
  it('gets everyone once, by position, and nobody in its second run', async () => {
    const rows = await collect(byStep(api.url, 1));
    expect(rows.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: RECORDS }, (_, index) => index + 1),
    );
    expect(await collect(byStep(api.url, RECORDS + 1))).toEqual([]);
  });
});

describe('a connector that replays two days', () => {
  it('gets again just who was updated in them', async () => {
    const cursor = dataset.people.at(RECORDS - 1).updatedAt;
    const replayed = await replaySince(api.url, cursor);
    const from = Date.parse(cursor) - 2 * 86_400_000;
    const expected = peopleOf(dataset, 0, RECORDS).filter(({ updatedAt }) => Date.parse(updatedAt) > from);
    expect(replayed).toEqual(expected);
    expect(expected.length).toBeGreaterThan(40);
  });
});

describe('a connector that reads CSV', () => {
  it('gets everyone once', async () => {
    const response = await fetch(`${api.url}/export/csv`);
    const [columns, ...rows] = parseCsv(await response.text());
    expect(columns?.[0]).toBe('id');
    expect(rows.map(([id]) => id)).toEqual(idsFrom(0));
  });
});

describe('a connector that authenticates', () => {
  const { httpBasic, bearerToken, apiKey, session } = api.endpoints.credentials;
  const pair = Buffer.from(`${httpBasic.username}:${httpBasic.password}`).toString('base64');
  const twenty = { data: peopleOf(dataset, 0, 20) };

  it.each([
    ['http_basic', `Basic ${pair}`],
    ['http_bearer', `Bearer ${bearerToken}`],
    ['api_key', `apiKey ${apiKey}`],
  ])('by %s gets what is protected, and a 401 without', async (kind, authorization) => {
    const url = `${api.url}/auth/${kind}`;
    expect(await fetchJson(url, {}, { headers: { Authorization: authorization } })).toEqual(twenty);
    await expect(fetchJson(url)).rejects.toMatchObject({ status: 401 });
  });

  it('by session logs in once, and again only when its token has expired', async () => {
    const client = new SessionClient(api.url, session);
    expect(await client.rows()).toEqual(twenty.data);
    expect(await client.rows()).toEqual(twenty.data);
    expect(client.logins).toBe(1);
    now += 3_600_000;
    expect(await client.rows()).toEqual(twenty.data);
    expect(client.logins).toBe(2);
    const stranger = new SessionClient(api.url, { ...session, password: 'wrong' });
    await expect(stranger.rows()).rejects.toBeInstanceOf(UnexpectedStatus);
  });
});

describe('a connector of parents and children', () => {
  it('gets all at first, little at once, and what changed five minutes later', async () => {
    const cursors: Cursors = { companies: '', departments: {} };
    const first = await syncCompanies(api.url, cursors);
    expect(first.companies.map(({ company_id }) => company_id).toSorted()).toEqual([1, 2]);
    const children = first.departments.map((row) => `${row.company_id}/${row.department_id}`);
    expect(children.toSorted()).toEqual(['1/1', '1/2', '1/3', '1/4', '2/1', '2/2', '2/3', '2/4']);

    const second = await syncCompanies(api.url, cursors);
    expect(second.companies).toEqual(first.companies.slice(-1));
    expect(second.departments).toHaveLength(1);

    now += 300_000;
    const third = await syncCompanies(api.url, cursors);
    expect(new Set(third.companies)).toEqual(new Set(dataset.companies.at(now)));
    expect(third.departments.filter(({ updatedAt }) => Date.parse(updatedAt) > now - 300_000)).toHaveLength(
      8,
    );
  });
});
