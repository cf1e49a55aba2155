import { describe, expect, it } from '@jest/globals';
import { ACME, HOST, type StartedSource, startSource, TOKEN } from './start-source.ts';

const HOUR = 3_600_000;
const rowsAt = ({ table, time }: StartedSource) => [...table.rows(time.now)].map(({ values }) => values);
const ids = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map(({ id }) => id);
const start = (more: string) =>
  startSource(ACME.replace('    path: /v1/customers', `    path: /v1/customers\n    ${more}`));

describe('since with a syntax', () => {
  const SYNTAX = `{ parameter: $filter, syntax: ["updated ge {time}", "updated ge '{time}' and updated le '{until}'"] }`;
  const started = () => startSource(ACME.replace('since: updated_since', () => `since: ${SYNTAX}`));

  it.each([
    ['updated ge TIME', HOUR],
    ['updated  GE  TIME', HOUR],
    ["updated ge 'TIME' and updated le 'UNTIL'", HOUR / 2],
  ])('%s gives the rows of that time', async (written, length) => {
    await using source = await started();
    const from = source.time.now;
    source.time.now += HOUR;
    const until = from + length;
    const filter = written
      .replace('TIME', new Date(from).toISOString())
      .replace('UNTIL', new Date(until).toISOString());
    const { body } = await source.get(`/v1/customers?limit=50&$filter=${encodeURIComponent(filter)}`);
    const expected = rowsAt(source).filter(({ updated_at }) => {
      const at = Date.parse(updated_at as string);
      return at >= from && at <= until;
    });
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(body.data).toSorted()).toEqual(ids(expected).toSorted());
  });

  it.each(['created ge 2026-01-01T00:00:00Z', 'updated ge yesterday'])('%s is refused', async (filter) => {
    await using source = await started();
    const { status, body } = await source.get(`/v1/customers?$filter=${encodeURIComponent(filter)}`);
    expect([status, body.error.code]).toEqual([400, 'bad_parameter']);
  });
});

describe('sort', () => {
  const started = () =>
    start('sort: { parameter: sort, values: { newest: -created, oldest: created, recent: -updated } }');

  it.each([
    ['newest', 'created_at', -1],
    ['oldest', 'created_at', 1],
    ['recent', 'updated_at', -1],
  ])('%s lists by %s', async (name, column, sign) => {
    await using source = await started();
    const items: Record<string, string>[] = [];
    for (let token = ''; ; ) {
      const { body } = await source.get(`/v1/customers?sort=${name}${token}`);
      items.push(...body.data);
      if (body.next === null) break;
      token = `&page_token=${body.next}`;
    }
    const times = items.map((item) => sign * Date.parse(item[column] as string));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(ids(items).toSorted()).toEqual(ids(rowsAt(source)).toSorted());
  });

  it.each(['sort=other', 'sort=newest&updated_since=2026-01-01T00:00:00Z'])(
    '%s is refused',
    async (query) => {
      await using source = await started();
      const { status, body } = await source.get(`/v1/customers?${query}`);
      expect([status, body.error.text]).toEqual([400, expect.stringMatching(/^'sort' must be/)]);
    },
  );
});

it.each([
  ['filters: [plan]', 'plan=pro', 'pro'],
  ['filters: { tier: plan }', 'tier=free', 'free'],
])('%s gives the rows that have what %s says', async (filters, query, value) => {
  await using source = await start(filters);
  const { body } = await source.get(`/v1/customers?limit=50&${query}`);
  const expected = rowsAt(source).filter(({ plan }) => plan === value);
  expect(body.total).toBe(expected.length);
  expect(ids(expected)).toEqual(expect.arrayContaining(ids(body.data)));
  expect(body.data).toHaveLength(Math.min(50, expected.length));
});

describe('a list by POST', () => {
  const POST = ACME.replace(/ {4}deletes: .*\n/, '')
    .replace('path: /v1/customers', 'path: /v1/customers/filter\n    method: POST\n    ignores: [extra]')
    .replace(/paging: .*/, 'paging: { offset: page.skip, size: page.size, rows: 10, most: 50 }');

  it.each([
    [{ page: { skip: 2, size: 3 } }, 200],
    [{ page: { skip: 2, size: 3 }, extra: { any: [1] } }, 200],
    [{ page: { skip: 2, size: 3, other: 1 } }, 400],
    [{ filter: { a: { b: 1 } } }, 400],
    [[1], 200],
  ])('takes %j: %i', async (body, status) => {
    await using source = await startSource(POST);
    const answer = await source.gateway.client.ask(`https://${HOST}/v1/customers/filter`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(status);
  });

  it.each([
    ['1 MiB', 1_048_576, 200],
    ['a byte more', 1_048_577, 400],
  ])('takes a body of %s: %i bytes, %i', async (_what, bytes, status) => {
    await using source = await startSource(POST);
    const answer = await source.gateway.client.ask(`https://${HOST}/v1/customers/filter`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ extra: 'x'.repeat(bytes - JSON.stringify({ extra: '' }).length) }),
    });
    expect(answer.status).toBe(status);
  });
});

const NESTED = `fields: { id: uuid, note: "= a \\"b\\", <c> & d", a: { city: city }, updated_at: updated }`;

it.each([
  [
    'ndjson',
    'application/x-ndjson',
    (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).a.city),
  ],
  [
    'csv',
    'text/csv',
    (text: string) => {
      const [head, ...lines] = text.trim().split('\r\n');
      expect(head).toMatch(/^id,note,a\.city,updated_at/);
      return lines.map((line) => /^[^,]+,"a ""b"", <c> & d",([^,]+),/.exec(line)?.[1]);
    },
  ],
  [
    '{ xml: { root: customers, item: customer } }',
    'application/xml',
    (text: string) => {
      expect(text).toMatch(
        /^<\?xml [^>]+\?>\n<customers><customer><id>[^<]+<\/id><note>a "b", &lt;c&gt; &amp; d<\/note>/,
      );
      return [...text.matchAll(/<a><city>([^<]+)<\/city><\/a>/g)].map(([, city]) => city);
    },
  ],
])('format: %s is written as %s', async (format, type, citiesOf) => {
  const yaml = ACME.replace(/fields: .*/, () => NESTED).replace(/ {4}body: .*\n/, `    format: ${format}\n`);
  await using source = await startSource(yaml);
  const { status, headers, text } = await source.gateway.client.ask(`https://${HOST}/v1/customers?limit=50`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect([status, headers['content-type']]).toEqual([200, expect.stringContaining(type)]);
  const cities = citiesOf(text);
  expect(cities).toHaveLength(50);
  expect(rowsAt(source).map((row) => row['a_city'])).toEqual(expect.arrayContaining(cities));
});
