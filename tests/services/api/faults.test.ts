import { describe, expect, it } from '@jest/globals';
import { startFaultyApi } from '../../support/faulty-api.ts';
import { outcomeOf } from '../../support/http-outcome.ts';

/** The statuses of requests one after the other; `-` where there was no answer. */
async function statuses(url: string, paths: readonly string[]): Promise<readonly (number | string)[]> {
  const found = [];
  for (const path of paths) found.push((await outcomeOf(url + path)).status ?? '-');
  return found;
}

const offset = (page: number): string => `/pagination/offset?limit=20&offset=${(page - 1) * 20}`;
const numbered = (page: number): string => `/pagination/page_number?per_page=20&page=${page}`;
const nextUrl = (page: number): string => `/pagination/next_page_url?per_page=20&page=${page}`;
const step = (page: number): string =>
  `/incremental/step?start_id=${(page - 1) * 20 + 1}&end_id=${page * 20}`;

describe('a page of a walk', () => {
  it.each([
    ['offset', offset],
    ['page number', numbered],
    ['next page URL', nextUrl],
    ['step', step],
  ])('by %s', async (_what, pathOf) => {
    await using api = await startFaultyApi('still', {
      on: { route: 'people', page: 3 },
      do: { status: 500 },
    });
    expect(await statuses(api.url, [1, 2, 3, 3, 4].map(pathOf))).toEqual([200, 200, 500, 200, 200]);
  });

  it('by cursor, twice', async () => {
    await using api = await startFaultyApi('still', {
      on: { route: 'pagination_keyset', page: 3 },
      do: { status: 500 },
      times: 2,
    });
    for (let walk = 1; walk <= 2; walk += 1) {
      const found: number[] = [];
      let path: string | undefined = '/pagination/keyset';
      while (path !== undefined) {
        const { status, body } = await outcomeOf(api.url + path);
        found.push(status as number);
        if (status !== 200) continue;
        const { scroll_param: next } = JSON.parse(body.toString()) as { scroll_param: string | null };
        path = next === null ? undefined : `/pagination/keyset?scroll_param=${encodeURIComponent(next)}`;
      }
      expect(found).toEqual(walk === 1 ? [200, 200, 500, 500, 200, 200] : [200, 200, 200, 200]);
    }
  });
});

it.each<[string, unknown, string, string]>([
  [
    'since',
    { on: { since: 'any' } },
    '/pagination/keyset',
    '/pagination/keyset?updated_since=2025-01-01T00:00:00Z',
  ],
  [
    'since of its own name',
    { on: { since: '2025*' } },
    '/incremental/timestamp?since=2024-01-01T00:00:00Z',
    '/incremental/timestamp?since=2025-01-01T00:00:00Z',
  ],
  [
    'a parameter',
    { on: { query: { order_type: 'desc' } } },
    '/pagination/offset',
    '/pagination/offset?order_type=desc',
  ],
  [
    'a path with a name in it',
    { on: { route: 'departments', path: '/cursors/2/*' } },
    '/cursors/1/departments',
    '/cursors/2/departments',
  ],
  ['what it is about', { on: { route: 'companies' } }, '/pagination/offset', '/cursors/companies'],
])('a condition on %s', async (_what, fault, other, meant) => {
  await using api = await startFaultyApi('still', { ...(fault as object), do: { status: 503 } });
  expect(await statuses(api.url, [other, meant, meant])).toEqual([200, 503, 200]);
});

it('errors have the shape of the API, and are in the journal with the fault', async () => {
  await using api = await startFaultyApi('still', {
    on: { route: 'people', page: 1 },
    do: { status: 429, headers: { 'Retry-After': 2 } },
  });
  const { status, headers, body } = await outcomeOf(`${api.url}/pagination/offset`);
  expect([status, headers['retry-after'], headers['x-error-code'], JSON.parse(body.toString())]).toEqual([
    429,
    '2',
    'planned_fault',
    { error: 'The fault plan answers with 429 here.' },
  ]);
  await outcomeOf(`${api.url}/pagination/offset`);
  expect(
    api.journal
      .entries()
      .map(({ route, status: answered, fault, errorCode }) => [route, answered, fault, errorCode]),
  ).toEqual([
    ['pagination_offset', 429, '1: status: 429, headers: {"Retry-After":"2"}', 'planned_fault'],
    ['pagination_offset', 200, null, null],
  ]);
});

it.each<[unknown, number | null, boolean]>([
  ['reset', null, true],
  [{ cut: 'half' }, 200, true],
  [{ body: 'maintenance', status: 200 }, 200, false],
  ['html', 200, false],
  [{ status: 204 }, 204, false],
])('%j is in the journal', async (effects, status, aborted) => {
  await using api = await startFaultyApi('still', { on: { route: 'people' }, do: effects });
  await outcomeOf(`${api.url}/pagination/offset`);
  expect(api.journal.entries()).toMatchObject([
    { route: 'pagination_offset', status, aborted, fault: expect.any(String) },
  ]);
});

it('a token may be refused by body, as by OAuth', async () => {
  await using api = await startFaultyApi('still', {
    on: { route: 'token', nth: 2 },
    do: { status: 400, body: { error: 'invalid_grant' } },
  });
  const { clientId, clientSecret } = { clientId: 'x', clientSecret: 'y' };
  const ask = async (): Promise<unknown> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await fetch(`${api.url}/auth/oauth2/token`, { method: 'POST', body });
    return ((await answer.json()) as { error: string }).error;
  };
  expect([await ask(), await ask(), await ask()]).toEqual([
    'invalid_client',
    'invalid_grant',
    'invalid_client',
  ]);
});

it("the playground's own endpoints have no faults", async () => {
  await using api = await startFaultyApi('still', { on: { path: '*' }, do: 'reset', times: 'always' });
  expect(await statuses(api.url, ['/_playground/health', '/docs', '/pagination/offset'])).toEqual([
    200,
    200,
    '-',
  ]);
});

it.each([1, 4, 16])('%i clients at once meet each fault once', async (clients) => {
  await using api = await startFaultyApi('still', { on: { route: 'people', page: 3 }, do: { status: 500 } });
  const walks = await Promise.all(
    Array.from({ length: clients }, () => statuses(api.url, [1, 2, 3, 4].map(offset))),
  );
  expect(walks.flat().filter((status) => status === 500)).toHaveLength(1);
});

it('reset forgets which pages cursors lead to, and keeps the plan', async () => {
  await using api = await startFaultyApi('still', { on: { route: 'people', page: 3 }, do: { status: 500 } });
  expect(api.plan.list()).toHaveLength(1);
  await fetch(`${api.url}/_playground/reset`, { method: 'POST' });
  expect(api.plan.list()).toHaveLength(1);
});

it.each([
  [{ on: { route: 'export_csv', page: 1 }, do: 'reset' }, "api's export_csv does not know 'on: page'"],
  [{ on: { route: 'auth_oauth2_jwks', since: 'any' }, do: 'reset' }, "does not know 'on: since'"],
  [{ on: { sql: '*' }, do: 'reset' }, "does not know 'on: sql'"],
])('%j is refused', async (fault, message) => {
  await expect(startFaultyApi('still', fault)).rejects.toThrow(message);
});
