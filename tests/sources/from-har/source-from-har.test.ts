import { expect, it } from '@jest/globals';
import { sourceFromHar } from '../../../sources/from-har/source-from-har.ts';
import { readSource } from '../../../sources/read/read-source.ts';
import { startSource } from '../start-source.ts';

interface Seen {
  readonly url: string;
  readonly body: unknown;
  readonly request?: Readonly<Record<string, string>>;
  readonly response?: Readonly<Record<string, string>>;
}

function harOf(seen: readonly Seen[]): string {
  const fields = (map: Readonly<Record<string, string>>) =>
    Object.entries(map).map(([name, value]) => ({ name, value }));
  return JSON.stringify({
    log: {
      entries: seen.map(({ url, body, request = {}, response = {} }) => ({
        request: { method: 'GET', url, headers: fields(request) },
        response: {
          status: 200,
          headers: fields({ 'content-type': 'application/json', ...response }),
          content: { text: JSON.stringify(body) },
        },
      })),
    },
  });
}

const HOST = 'https://api.acme.example';
const customer = (id: number) => ({
  id,
  email: `c${id}@example.com`,
  plan: id % 2 ? 'free' : 'pro',
  amount: 1.5 * id,
  phone: id % 3 ? `+1 212 555 010${id}` : null,
  created_at: '2026-01-01T00:00:00Z',
});
const customers = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => customer(from + index));

const RECORDED: readonly (readonly [what: string, seen: readonly Seen[], lines: readonly string[]])[] = [
  [
    'a token in the answer',
    [
      {
        url: `${HOST}/v1/customers?limit=6`,
        body: { data: customers(1, 6), next: 'abc' },
        request: { Authorization: 'Bearer s3cret' },
      },
      { url: `${HOST}/v1/customers?limit=6&page_token=abc`, body: { data: customers(7, 2), next: null } },
    ],
    [
      'host: api.acme.example',
      'auth: { bearer: acme-token } # guessed',
      'id: number',
      'email: email',
      'plan: [ free, pro ]',
      'amount: money',
      'phone: phone?',
      'created_at: created',
      'body: { data: $items, next: $next }',
      'paging: { cursor: page_token, size: limit, rows: 6 }',
    ],
  ],
  [
    'numbers of pages and a Link',
    [
      {
        url: `${HOST}/customers?page=1&per_page=3&api_key=k1`,
        body: customers(1, 3),
        response: { Link: `<${HOST}/customers?page=2>; rel="next"` },
      },
      { url: `${HOST}/customers?page=2&per_page=3&api_key=k1`, body: customers(4, 1) },
    ],
    ['auth: { query: { api_key: acme-key } }', 'paging: { page: page, size: per_page, rows: 3, link: true }'],
  ],
  [
    'rows below others',
    [
      { url: `${HOST}/customers?updated_since=2026-01-01T00:00:00Z`, body: { customers: customers(1, 3) } },
      {
        url: `${HOST}/customers/1/orders`,
        body: { orders: [{ id: 'ord_1', customer_id: 1, total: '9.90' }] },
      },
      {
        url: `${HOST}/customers/2/orders`,
        body: { orders: [{ id: 'ord_2', customer_id: 2, total: '9.90' }] },
      },
    ],
    [
      'since: updated_since',
      'path: /customers/{customer_id}/orders',
      'of: customers',
      'id: code ord_',
      'customer_id: parent',
      'total: money text',
    ],
  ],
];

it.each(RECORDED)('%s become a source that answers', async (_, seen, lines) => {
  const text = sourceFromHar(harOf(seen), 'acme.har', 'acme');
  expect(lines.filter((line) => !text.includes(line))).toEqual([]);
  expect(text).not.toContain('s3cret');
  const [resource] = readSource(text, 'acme.source.yaml').resources;
  await using source = await startSource(text, { world: 'still' });
  const query = text.includes('api_key') ? '?api_key=acme-key' : '';
  const { status } = await source.get(`${HOST}${resource?.path}${query}`);
  expect(status).toBe(200);
});

it.each([
  ['no HAR file', '{}', "acme.har is not a HAR file: it has no list 'log.entries'."],
  [
    'no list',
    harOf([{ url: `${HOST}/me`, body: { id: 1 } }]),
    'acme.har has no GET that was answered with 200 and JSON with a list',
  ],
])('%s is refused', (_, text, message) => {
  expect(() => sourceFromHar(text, 'acme.har', 'acme')).toThrow(message);
});
