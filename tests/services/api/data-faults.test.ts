import { describe, expect, it } from '@jest/globals';
import { defaultApiOptions } from '../../../services/api/options.ts';
import { type FaultyApi, KEYSET, type Page, startFaultyApi } from '../../support/faulty-api.ts';

const { session, oauth2 } = defaultApiOptions.credentials;

const OFFSET = '/pagination/offset?limit=20&offset=40';
const NUMBER = '/pagination/page_number?per_page=20&page=3';
const NEXT = '/pagination/next_page_url?per_page=20&page=3';
const STEP = '/incremental/step?start_id=41&end_id=60';
const SINCE = '/incremental/timestamp?since=2025-12-20T00:00:00Z';
const LISTS = [OFFSET, NUMBER, NEXT, STEP, SINCE, KEYSET];

describe.each(['still', 'living'] as const)('in a %s world', (world) => {
  it.each(LISTS)('%s: empty, and the same rows to whoever asks again', async (path) => {
    await using api = await startFaultyApi(world, { on: { route: 'people' }, do: 'empty' });
    const [empty, rows] = [await api.ids(path), await api.ids(path)];
    expect(empty).toEqual([]);
    expect(rows.length).toBeGreaterThan(5);
  });

  it.each(LISTS)('%s: each row twice, in the journal once', async (path) => {
    await using api = await startFaultyApi(world, { on: { route: 'people' }, do: 'duplicate' });
    const [twice, once] = [await api.ids(path), await api.ids(path)];
    expect(twice).toEqual(once.flatMap((id) => [id, id]));
    const [faulty, right] = api.journal.entries();
    expect(faulty?.rows).toEqual(right?.rows);
  });

  it.each(LISTS)('%s: in another order, in the journal as they are', async (path) => {
    await using api = await startFaultyApi(world, { on: { route: 'people' }, do: 'shuffle' });
    const [shuffled, right] = [await api.ids(path), await api.ids(path)];
    expect(shuffled).not.toEqual(right);
    expect([...shuffled].sort()).toEqual([...right].sort());
    const [faulty, calm] = api.journal.entries();
    expect(faulty?.rows).toEqual(calm?.rows);
  });

  it.each([OFFSET, SINCE, KEYSET])('%s: short', async (path) => {
    await using api = await startFaultyApi(world, { on: { route: 'people' }, do: { short: 3 } });
    const [short, right] = [await api.ids(path), await api.ids(path)];
    expect(short).toEqual(right.slice(0, 3));
    const [faulty, calm] = api.journal.entries().map(({ rows }) => rows);
    expect([faulty?.first, (faulty?.last ?? 0) - (faulty?.first ?? 0)]).toEqual([calm?.first, 2]);
  });

  it.each([
    [OFFSET, { cap: 45 }, 5],
    [NUMBER, { cap: 45 }, 5],
    [NEXT, { cap: 40 }, 0],
    [SINCE, { cap: 4 }, 4],
  ])('%s behind %j has %i rows', async (path, effects, rows) => {
    await using api = await startFaultyApi(world, { on: { route: 'people' }, do: effects });
    expect(await api.ids(path)).toHaveLength(rows);
  });

  it('positions behind a cap are not served', async () => {
    await using api = await startFaultyApi(world, { on: { route: 'people' }, do: { cap: 45 } });
    const [capped, right] = [await api.ids(STEP), await api.ids(STEP)];
    expect(capped).toEqual(right.filter((id) => Number(id) <= 45));
  });

  it('the answer of some time ago', async () => {
    await using api = await startFaultyApi(world, { on: { route: 'people' }, do: { stale: '1h' } });
    const stale = await api.get(SINCE);
    api.now -= 3_600_000;
    expect(stale).toEqual(await api.get(SINCE));
  });
});

describe('the URL of the next page', () => {
  it.each([
    [{ next: 'same' }, (url: string) => `${url}${NEXT}`],
    ['empty', (url: string) => `${url}${NEXT}`],
    [{ next: 'none' }, () => null],
    [
      { next: 'other-host' },
      () => expect.stringMatching(/^http:\/\/other-host\.invalid:\d+\/pagination\/next_page_url\?page=4&/),
    ],
  ])('%j', async (effects, expected) => {
    await using api = await startFaultyApi('still', { on: { route: 'people' }, do: effects });
    expect((await api.get(NEXT)).next_page_url).toEqual(expected(api.url));
  });
});

it('ties are in another order at each request, across pages', async () => {
  const all = { on: { route: 'people' }, do: { ties: 'shuffled' }, times: 'always' };
  const pages = Array.from({ length: 10 }, (_, page) => `/pagination/offset?limit=50&offset=${page * 50}`);
  const read = async (api: FaultyApi): Promise<Page['data']> => {
    const found = [];
    for (const path of pages) found.push(...(await api.get(path)).data);
    return found;
  };
  await using calm = await startFaultyApi('living');
  await using api = await startFaultyApi('living', all);
  const [right, one, other] = [await read(calm), await read(api), await read(api)];
  const stamps = (rows: Page['data']): readonly string[] => rows.map(({ updatedAt }) => updatedAt);
  expect(stamps(one)).toEqual(stamps(right));
  expect(one).not.toEqual(other);
  const ids = new Set(one.map(({ id }) => id));
  expect(right.filter(({ id }) => !ids.has(id)).length).toBeGreaterThan(0);
  expect(api.journal.entries().every(({ rows }) => rows === null)).toBe(true);
});

describe('a token that dies before its time', () => {
  const logins = {
    session: async (url: string): Promise<string> => {
      const body = JSON.stringify(session);
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${url}/auth/session_token/login`, { method: 'POST', headers, body });
      return `Token ${((await answer.json()) as { token: string }).token}`;
    },
    oauth2: async (url: string): Promise<string> => {
      const { clientId, clientSecret } = oauth2;
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
      const answer = await fetch(`${url}/auth/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
    },
  };

  it.each([
    ['session', '/auth/session_token/data'],
    ['oauth2', '/auth/oauth2/data'],
  ] as const)('%s: 401 until a new one is got', async (kind, path) => {
    await using api = await startFaultyApi('still', { on: { path, nth: 2 }, do: { expire: 'token' } });
    const ask = async (Authorization: string): Promise<readonly unknown[]> => {
      const answer = await fetch(api.url + path, { headers: { Authorization } });
      return [answer.status, answer.headers.get('x-error-code')];
    };
    const token = await logins[kind](api.url);
    const found = [
      await ask(token),
      await ask(token),
      await ask(token),
      await ask(await logins[kind](api.url)),
    ];
    expect(found).toEqual([
      [200, null],
      [401, 'expired_token'],
      [401, 'expired_token'],
      [200, null],
    ]);
  });
});

it.each([
  [
    { on: { route: 'pagination_page_number' }, do: { short: 5 } },
    "api's pagination_page_number cannot do 'short'",
  ],
  [
    { on: { route: 'pagination_keyset' }, do: { next: 'other-host' } },
    "api's pagination_keyset cannot do 'next: other-host'",
  ],
  [{ on: { route: 'export_csv' }, do: 'duplicate' }, "api's export_csv cannot do 'duplicate'"],
  [
    { on: { route: 'auth_api_key' }, do: { expire: 'token' } },
    "api's auth_api_key cannot do 'expire: token'",
  ],
  [{ on: { route: 'token' }, do: { stale: '5s' } }, "cannot do 'stale'"],
])('%j is refused', async (fault, message) => {
  await expect(startFaultyApi('still', fault)).rejects.toThrow(message);
});
