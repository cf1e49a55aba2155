import { connect } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { resetApi } from '../../../services/api/reset.ts';
import { startApi } from '../../support/start-api.ts';

interface Journal {
  readonly total: number;
  readonly entries: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

const NOW = Date.UTC(2026, 0, 1, 12);
const lines: Array<readonly [string, Readonly<Record<string, unknown>>]> = [];
const api = await startApi({ clock: () => NOW, logger: (event, fields) => lines.push([event, fields]) });
afterAll(() => api.stop());
beforeEach(() => resetApi(api.endpoints));

const read = async (query = ''): Promise<Journal> => (await api.get(`/_playground/journal${query}`)).json();

/** Asks for many paths on one connection, without waiting for one answer before the next request. */
async function sendAtOnce(paths: readonly string[]): Promise<void> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  let answers = '';
  socket.on('data', (data) => {
    answers += data;
  });
  socket.write(paths.map((path) => `HEAD ${path} HTTP/1.1\r\nHost: here\r\n\r\n`).join(''));
  await waitUntil('all answers', () => answers.split('HTTP/1.1 404').length - 1 === paths.length);
  socket.destroy();
}

describe('the journal', () => {
  it('is empty at first', async () => {
    expect(await read()).toEqual({ total: 0, entries: [] });
  });

  it('has every request in order, as it was sent and answered', async () => {
    await api.get('/pagination/keyset');
    await api.get('/pagination/offset?limit=0&offset=%41');
    await api.get('/auth/api_key', { method: 'HEAD' });
    await api.get('/nowhere');
    await api.get('/cursors/1/departments', { method: 'DELETE' });
    const entry = {
      at: '2026-01-01T12:00:00.000Z',
      received_at: expect.stringMatching(/^20\d\d-/),
      connection: expect.any(Number),
      service: 'api',
      rows: null,
      page: null,
      list: null,
      retry_after: null,
      duration_ms: expect.any(Number),
      bytes: expect.any(Number),
      aborted: false,
      fault: null,
      error_code: null,
    };
    expect(await read()).toEqual({
      total: 5,
      entries: [
        {
          ...entry,
          number: 1,
          operation: 'GET',
          target: '/pagination/keyset',
          route: 'pagination_keyset',
          rows: { order: 'updatedAt', first: 0, last: 49 },
          page: { is_last: false, next: expect.stringMatching(/=$/) },
          status: 200,
        },
        {
          ...entry,
          number: 2,
          operation: 'GET',
          target: '/pagination/offset?limit=0&offset=%41',
          route: 'pagination_offset',
          status: 400,
          error_code: 'out_of_range',
        },
        {
          ...entry,
          number: 3,
          operation: 'HEAD',
          target: '/auth/api_key',
          route: 'auth_api_key',
          status: 401,
          error_code: 'missing_authorization',
        },
        {
          ...entry,
          number: 4,
          operation: 'GET',
          target: '/nowhere',
          route: null,
          status: 404,
          error_code: 'unknown_path',
        },
        {
          ...entry,
          number: 5,
          operation: 'DELETE',
          target: '/cursors/1/departments',
          route: null,
          status: 405,
          error_code: 'method_not_allowed',
        },
      ],
    });
  });

  it('tells the last thousand unless asked for more, and counts them all', async () => {
    await sendAtOnce(Array.from({ length: 2005 }, (_, position) => `/?${position + 1}`));
    const { total, entries } = await read();
    expect(total).toBe(2005);
    expect(entries.map((entry) => entry['number'])).toEqual(
      Array.from({ length: 1000 }, (_, position) => 1006 + position),
    );
    expect(entries.at(-1)).toMatchObject({ target: '/?2005' });
    expect((await read('?limit=2')).entries.map((entry) => entry['number'])).toEqual([2004, 2005]);
  });

  it.each([
    ['limit=0', "Invalid value for 'limit'. It should be between 1 and 10000, but is 0."],
    ['limit=10001', "Invalid value for 'limit'. It should be between 1 and 10000, but is 10001."],
    ['limit=all', "Invalid value for 'limit'. 'all' is not a whole number."],
    ['since=-1', "Invalid value for 'since'. It should be between 0 and 9007199254740991, but is -1."],
    ['since=now', "Invalid value for 'since'. 'now' is not a whole number."],
    ['since=1&since=2', "Query parameter 'since' is given 2 times. Give it once."],
    ['route=', "Invalid value for 'route'. Leave it out, or give one."],
    [
      'service=s3',
      "Invalid value for 'service': 's3'. This is api's own; the playground's has all services.",
    ],
    ['until=1', 'Unexpected query parameters: until. There are service, route, since, limit.'],
  ])('refuses ?%s', async (query, error) => {
    const answer = await api.get(`/_playground/journal?${query}`);
    expect([answer.status, answer.json()]).toEqual([400, { error }]);
  });

  it('leaves the endpoints of the playground out', async () => {
    for (const path of ['/_playground/health', '/_playground/nowhere', '/docs']) await api.get(path);
    expect((await read()).total).toBe(0);
  });

  it('counts from one again after a reset', async () => {
    await api.get('/cursors/companies');
    expect((await api.get('/_playground/reset', { method: 'POST' })).json()).toEqual({ status: 'reset' });
    await api.get('/cursors/companies');
    expect((await read()).entries).toMatchObject([{ number: 1 }]);
  });
});

describe('the log', () => {
  it('has no secrets, and neither has the journal', async () => {
    lines.length = 0;
    await api.get('/pagination/offset?limit=1&api_key=s3cret&password=');
    const target = '/pagination/offset?limit=1&api_key=***&password=';
    expect(lines).toEqual([['request', expect.objectContaining({ target })]]);
    expect((await read()).entries).toMatchObject([{ target }]);
  });

  it('has a line for every request', async () => {
    lines.length = 0;
    await api.get('/auth/api_key');
    expect(lines).toEqual([
      [
        'request',
        {
          service: 'api',
          operation: 'GET',
          target: '/auth/api_key',
          route: 'auth_api_key',
          status: 401,
          duration_ms: expect.any(Number),
          bytes: expect.any(Number),
          error_code: 'missing_authorization',
        },
      ],
    ]);
  });
});
