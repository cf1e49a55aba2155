import { describe, expect, it } from '@jest/globals';
import { ACME, type Answer, type StartedSource, startSource, TOKEN } from './start-source.ts';

const HOUR = 3_600_000;
const rowsAt = ({ table, time }: StartedSource) => [...table.rows(time.now)].map(({ values }) => values);

/** All pages of a list, by whatever way an answer leads on. */
async function walk(source: StartedSource, first: string, next: (answer: Answer) => string | undefined) {
  const pages: Answer[] = [];
  for (let path: string | undefined = first; path !== undefined; path = next(pages.at(-1) as Answer)) {
    pages.push(await source.get(path));
    if (pages.length > 100) throw new Error('The walk does not end.');
  }
  return pages;
}

describe('a list', () => {
  it('gives all rows of its table in pages, each in the form that is declared', async () => {
    await using source = await startSource(ACME);
    const pages = await walk(source, '/v1/customers', ({ body }) =>
      body.next === null ? undefined : `/v1/customers?page_token=${body.next}`,
    );
    const rows = rowsAt(source);
    expect(pages.map(({ body }) => body.data.length)).toEqual([
      ...Array.from({ length: Math.floor(rows.length / 10) }, () => 10),
      ...(rows.length % 10 ? [rows.length % 10] : []),
    ]);
    expect(pages.flatMap(({ body }) => body.data.map(({ id }: { id: string }) => id)).sort()).toEqual(
      rows.map(({ id }) => id).sort(),
    );
    expect(pages.map(({ body }) => body.more)).toEqual([...pages.slice(1).map(() => true), false]);
    expect(pages[0]?.body.total).toBe(rows.length);
    expect(Object.keys(pages[0]?.body.data[0])).toEqual([
      ...['id', 'name', 'plan', 'balance', 'created_at', 'updated_at'],
    ]);
  });

  it('gives what was updated since an instant, after the clock has moved', async () => {
    await using source = await startSource(ACME);
    const before = source.time.now;
    source.time.now += HOUR;
    const since = new Date(before).toISOString();
    const { body } = await source.get(`/v1/customers?limit=50&updated_since=${since}`);
    const expected = rowsAt(source).filter(({ updated_at }) => Date.parse(updated_at as string) >= before);
    expect(expected.length).toBeGreaterThan(2);
    expect(body.data.map(({ id }: { id: string }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
  });

  it('tells what was deleted since an instant', async () => {
    await using source = await startSource(ACME);
    const before = new Map(rowsAt(source).map((row) => [row['id'], row]));
    const since = new Date(source.time.now).toISOString();
    source.time.now += 10 * HOUR;
    for (const { id } of rowsAt(source)) before.delete(id);
    const { body } = await source.get(`/v1/deleted-customers?updated_since=${since}`);
    const told = body.data.map(({ id }: { id: string }) => id);
    expect(told).toEqual(expect.arrayContaining([...before.keys()]));
    expect(before.size).toBeGreaterThan(0);
  });

  it('gives a row by its key, and says which it does not have', async () => {
    await using source = await startSource(ACME);
    const { body } = await source.get('/v1/customers');
    const [first] = body.data;
    expect((await source.get(`/v1/customers/${first.id}`)).body).toEqual(first);
    const missing = await source.get('/v1/customers/00000000-0000-4000-8000-000000000000');
    expect([missing.status, missing.body.error.code]).toEqual([404, 'no_such_row']);
  });
});

it.each(['number', 'uuid', 'code cus_'])('a row is found by a key that is a %s', async (kind) => {
  await using source = await startSource(
    ACME.replace('id: uuid', `id: ${kind}`).replace('cursor: page_token', 'after: after'),
  );
  const [first, second] = (await source.get('/v1/customers')).body.data;
  expect((await source.get(`/v1/customers/${second.id}`)).body).toEqual(second);
  expect((await source.get(`/v1/customers?after=${first.id}`)).body.data[0]).toEqual(second);
});

const WAYS: readonly (readonly [
  paging: string,
  next: (answer: Answer, asked: number) => string | undefined,
])[] = [
  [
    '{ page: page, size: limit, rows: 10, most: 50 }',
    ({ body }, asked) => (body.more ? `?page=${asked + 1}` : undefined),
  ],
  ['{ page: page, first: 0, rows: 10 }', ({ body }, asked) => (body.more ? `?page=${asked}` : undefined)],
  ['{ offset: skip, rows: 10 }', ({ body }, asked) => (body.more ? `?skip=${asked * 10}` : undefined)],
  [
    '{ after: starting_after, rows: 10 }',
    ({ body }) => (body.more ? `?starting_after=${body.data.at(-1).id}` : undefined),
  ],
  ['{ cursor: t, rows: 10 }', ({ body }) => (body.more ? new URL(body.url).search : undefined)],
  [
    '{ cursor: t, rows: 10 }',
    ({ body }) => (body.more ? body.path.slice('/v1/customers'.length) : undefined),
  ],
  [
    '{ offset: skip, rows: 10, link: true }',
    ({ headers }) => /^<https:\/\/[^?]+(\?[^>]+)>; rel="next"$/.exec(String(headers['link']))?.[1],
  ],
  [
    '{ page: p, rows: 10, nextHeader: X-Next }',
    ({ headers }) => (headers['x-next'] === undefined ? undefined : `?p=${headers['x-next']}`),
  ],
];

describe.each(WAYS)('paging by %s', (paging, next) => {
  it.each(['key', '-key', 'created', '-created', 'updated', '-updated'])(
    'gives each row once in the order %s, also with a clock that moves between the pages of a walk by place',
    async (order) => {
      await using source = await startSource(
        ACME.replace(/paging: .*/, `paging: ${paging}\n    order: ${order}`).replace(
          'next: $next',
          'next: $next, url: $nextUrl, path: $nextPath',
        ),
      );
      let asked = 0;
      const pages = await walk(source, '/v1/customers', (answer) => {
        asked += 1;
        const more = next(answer, asked);
        return more === undefined ? undefined : `/v1/customers${more}`;
      });
      const ids = pages.flatMap(({ body }) => body.data.map(({ id }: { id: string }) => id));
      expect(ids.toSorted()).toEqual(
        rowsAt(source)
          .map(({ id }) => id)
          .toSorted(),
      );
    },
  );
});

const REFUSALS: readonly (readonly [path: string, status: number, code: string, text: string])[] = [
  [
    '/v1/customers?limit=51',
    400,
    'bad_parameter',
    "'limit' must be a whole number from 1 to 50, but is '51'.",
  ],
  ['/v1/customers?limit=x', 400, 'bad_parameter', "'limit' must be"],
  [
    '/v1/customers?updated_since=yesterday',
    400,
    'bad_parameter',
    "'updated_since' must be an instant such as",
  ],
  [
    '/v1/customers?page_token=abc',
    400,
    'bad_parameter',
    "'page_token' must be as the page before has given it",
  ],
  [
    '/v1/customers?offset=3',
    400,
    'unknown_parameter',
    "acme.customers has no parameter 'offset'. It has limit, page_token, updated_since.",
  ],
  [
    '/v2',
    404,
    'no_such_path',
    'There is no GET /v2. There are GET /v1/customers, GET /v1/deleted-customers.',
  ],
];

it.each(REFUSALS)('%s is refused with %i %s', async (path, status, code, text) => {
  await using source = await startSource(ACME);
  const answer = await source.get(path);
  expect([answer.status, answer.body.error.code, answer.headers['x-error-code']]).toEqual([
    status,
    code,
    code,
  ]);
  expect(answer.body.error.text).toContain(text);
});

const LOGINS: readonly (readonly [auth: string, right: Record<string, string>, query: string])[] = [
  [`{ bearer: ${TOKEN} }`, { authorization: `bearer ${TOKEN}` }, ''],
  ['{ basic: { user: u, password: p } }', { authorization: `Basic ${btoa('u:p')}` }, ''],
  ['{ basic: { user: key, password: "" } }', { authorization: `Basic ${btoa('key:')}` }, ''],
  ['{ headers: { X-Key: k, X-Account: a } }', { 'x-key': 'k', 'x-account': 'a' }, ''],
  ['{ headers: { Authorization: Token t } }', { authorization: 'Token t' }, ''],
  ['{ query: { api_key: k } }', {}, '?api_key=k'],
  ['[{ bearer: other }, { query: { api_key: k } }]', {}, '?api_key=k'],
  ['none', {}, ''],
];

it.each(LOGINS)('auth: %s lets in who has it, and nobody else', async (auth, right, query) => {
  await using source = await startSource(ACME.replace(/auth: .*/, `auth: ${auth}`));
  expect((await source.get(`/v1/customers${query}`, right)).status).toBe(200);
  const wrong = await source.get('/v1/customers', { authorization: 'Bearer wrong' });
  expect(wrong.status).toBe(auth === 'none' ? 200 : 401);
});

it('counts requests where there is a limit', async () => {
  await using source = await startSource(
    ACME.replace('resources', 'rateLimit: { requests: 2, every: 1h }\nresources'),
  );
  const answers = [
    await source.get('/v1/customers'),
    await source.get('/v1/customers'),
    await source.get('/v1/customers'),
  ];
  expect(
    answers.map(({ status, headers }) => [status, headers['x-ratelimit-remaining'], headers['retry-after']]),
  ).toEqual([
    [200, '1', undefined],
    [200, '0', undefined],
    [429, undefined, '1800'],
  ]);
});

it('notes which rows an answer held, of which list', async () => {
  await using source = await startSource(ACME);
  const { body } = await source.get('/v1/customers?limit=5');
  const entry = (await source.gateway.journal()).at(-1);
  expect(entry).toMatchObject({
    service: 'gateway',
    route: 'acme.customers',
    rows: { order: 'updatedAt', first: 0, last: 4 },
    page: { is_last: false, next: body.next },
    list: {
      ...{ table: 'acme.customers', gives: 'rows', isPart: false, since: null, by: 'updatedAt' },
      ...{ isStrict: false, paging: 'cursor', size: 5, page: 1, token: null },
    },
  });
});
