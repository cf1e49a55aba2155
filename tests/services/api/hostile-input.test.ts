import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { waitUntil } from '../../../core/wait-until.ts';
import { routes } from '../../../services/api/routes/routes.ts';
import { startApi } from '../../support/start-api.ts';

const faults: unknown[] = [];
const api = await startApi({
  logger: (event, fields) => {
    if (event === 'unexpected_error') faults.push(fields);
  },
});
afterAll(() => api.stop());

const paths = routes.map(({ path }) => path.replace(/:\w+_id/, '1')).filter((path) => !/^\/docs/.test(path));
const names = [
  'page',
  'per_page',
  'limit',
  'offset',
  'order_by',
  'updated_since',
  'scroll_param',
  'since',
  'start_id',
];
/** Names that objects have of themselves, where a careless look-up finds something. */
const trickyNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length'];
const anyName = fc.oneof(fc.constantFrom(...names), fc.constantFrom(...trickyNames), fc.string());
const anyValue = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 50 }),
  fc.integer().map(String),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.base64String({ maxLength: 40 }),
  fc.constantFrom('', '%', '%zz', '-0', '1e3', '0x1', '9'.repeat(30), 'null', '[]', '%00', '\u{1f600}'),
);
const anyQuery = fc
  .array(fc.tuple(anyName, anyValue, fc.boolean()), { maxLength: 5 })
  .map((pairs) =>
    pairs
      .map(([name, value, escaped]) =>
        escaped
          ? `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
          : `${name}=${value}`.replaceAll(/[^!-~]|[#]/g, '%'),
      )
      .join('&'),
  );

const headerNames = [
  'accept-encoding',
  'authorization',
  'content-type',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
];
/** What HTTP lets a header hold: visible Latin-1, blanks between. */
const headerText = fc.string({ unit: fc.constantFrom(...'azAZ09 ,;:=/"[]()*%$-_.~{}\\é'), maxLength: 60 });
const anyHeaders = fc.dictionary(
  fc.constantFrom(...headerNames),
  headerText.map((text) => text.trim()),
);

function statusOf(method: string, target: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(api.url, { method, path: target, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}

describe('whatever a client sends', () => {
  it('in a query is never a server error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), anyQuery, async (path, query) => {
        expect(await statusOf('GET', `${path}?${query}`, {})).toBeLessThan(500);
      }),
      { numRuns: 400 },
    );
    expect(faults).toEqual([]);
  });

  it('in headers is never a server error', async () => {
    const anyMethod = fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), anyMethod, anyHeaders, async (path, method, headers) => {
        expect(await statusOf(method, path, headers)).toBeLessThan(500);
      }),
      { numRuns: 400 },
    );
    expect(faults).toEqual([]);
  });

  it('for a path is never a server error', async () => {
    const anyPath = fc.webPath().map((path) => (path.startsWith('/') ? path : `/${path}`));
    await fc.assert(
      fc.asyncProperty(anyPath, async (path) => {
        expect(await statusOf('GET', path, {})).toBeLessThan(500);
      }),
    );
    expect(faults).toEqual([]);
  });
});

describe.each(['/pagination/offset', '/pagination/keyset', '/cursors/companies'])('%s', (path) => {
  it.each(trickyNames)('refuses ?%s as it does any other name', async (name) => {
    for (const query of [name, `${name}=1`, `${name}=1&${name}=2`]) {
      const answer = await api.get(`${path}?${query}`);
      expect([answer.status, answer.json()]).toEqual([
        400,
        { error: `Unexpected query parameters: ${name}` },
      ]);
    }
  });
});

describe('what is not HTTP', () => {
  it.each([
    ['noise', '\u0000\u0001\u0002\r\n\r\n', '400'],
    ['a header without a name', 'GET / HTTP/1.1\r\n: value\r\n\r\n', '400'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', '400'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: here\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, '431'],
    ['HTTP/1.0 without Host', 'GET /pagination/offset HTTP/1.0\r\n\r\n', '200'],
    ['a whole URL', 'GET http://here/pagination/offset HTTP/1.1\r\nHost: here\r\n\r\n', '200'],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n', '404'],
  ])('%s gets an answer', async (_what, words, status) => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => undefined);
    socket.write(words);
    await waitUntil('the answer', () => answer.includes('\r\n\r\n'));
    socket.destroy();
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect((await api.get('/_playground/health')).status).toBe(200);
  });
});
