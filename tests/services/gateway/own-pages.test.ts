import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { resetGateway } from '../../../services/gateway/reset.ts';
import { connectThrough } from '../../support/proxy-client.ts';
import { exchange } from './raw-exchange.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const events: Array<readonly [event: string, fields: object]> = [];
let gateway: StartedGateway;

beforeEach(async () => {
  events.length = 0;
  gateway = await startGateway({
    clock: () => NOON,
    logger: (event, fields) => events.push([event, fields]),
    upstreams: [
      { host: '*.vault.azure.net', to: { host: '127.0.0.1', port: 1, tls: true } },
      { host: 'postgres', port: 5432, to: { host: '127.0.0.1', port: 2, tls: false } },
    ],
    allowedHosts: ['real.example.com'],
  });
});

afterEach(async () => {
  await gateway[Symbol.asyncDispose]();
});

async function page(path: string, init: RequestInit = {}): Promise<[status: number, body: unknown]> {
  const response = await fetch(`${gateway.url}${path}`, init);
  return [response.status, await response.json()];
}

it('gives endpoints that name every host', () => {
  expect(gateway).toMatchObject({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    caFile: gateway.authority.caCertificatePath,
    hosts: [
      'api.sample.test',
      '*.tenant.sample.test',
      '*.vault.azure.net',
      'postgres:5432',
      'real.example.com',
    ],
  });
});

it('says that it is well', async () => {
  expect(await page('/_playground/health')).toEqual([200, { status: 'ok', hosts: 5 }]);
});

it('says who answers for which host', async () => {
  const standIn = { kind: 'stand-in', summary: 'A host that no one has', source: expect.any(String) };
  const hosts = [
    { host: 'api.sample.test', ...standIn },
    { host: '*.tenant.sample.test', ...standIn },
    { host: '*.vault.azure.net', kind: 'upstream', to: { host: '127.0.0.1', port: 1, tls: true } },
    { host: 'postgres', port: 5432, kind: 'upstream', to: { host: '127.0.0.1', port: 2, tls: false } },
    { host: 'real.example.com', kind: 'allowed' },
  ];
  expect(await page('/_playground/hosts')).toEqual([200, { hosts }]);
});

it.each([
  ['GET', '/'],
  ['GET', '/v1/eod'],
  ['POST', '/_playground/health'],
  ['GET', '/_playground/nothing'],
])('%s %s is told how to use a proxy', async (method, path) => {
  const [status, body] = await page(path, { method });
  expect(status).toBe(400);
  expect(body).toEqual({ error: expect.stringMatching(/forward proxy.*HTTPS_PROXY.*_playground\/journal/) });
});

it('writes down everything that was asked', async () => {
  const { client } = gateway;
  await client.ask('https://api.sample.test/world?page=1', { method: 'HEAD' });
  await client.ask('http://api.sample.test/nowhere');
  await client.ask('http://example.org/');
  await exchange(gateway.url, 'GET ftp://api.sample.test/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  await exchange(
    gateway.url,
    'CONNECT api.sample.test:80 HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\nHost: b.test\r\nConnection: close\r\n\r\n',
  );
  await exchange(gateway.url, 'NOT HTTP\r\n\r\n');
  (await connectThrough(gateway.url, 'example.org:443')).socket.destroy();
  await fetch(`${gateway.url}/robots.txt`);
  const entries = await waitUntil('the end of all but the tunnel', async () => {
    const journal = await gateway.journal();
    return journal.filter(({ duration_ms }) => duration_ms === null).length === 1 && journal;
  });
  expect(
    entries.map(({ route, operation, target, status, error_code }) => [
      ...[route, operation, target],
      ...[status, error_code],
    ]),
  ).toEqual([
    ['api.sample.test', 'CONNECT', 'api.sample.test:443', 200, null],
    ['api.sample.test', 'HEAD', 'https://api.sample.test/world?page=1', 200, null],
    ['api.sample.test', 'GET', 'http://api.sample.test/nowhere', 404, null],
    [null, 'GET', 'http://example.org/', 502, 'unknown_host'],
    [null, 'GET', 'ftp://api.sample.test/', 400, 'bad_target'],
    ['api.sample.test', 'CONNECT', 'api.sample.test:80', 200, null],
    [null, 'GET', 'http://b.test/a', 421, 'misdirected_request'],
    [null, null, null, 400, 'unparsable'],
    [null, 'CONNECT', 'example.org:443', 502, 'unknown_host'],
    [null, 'GET', '/robots.txt', 400, 'not_proxied'],
  ]);
  expect(entries.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(new Set(entries.map(({ at }) => at))).toEqual(new Set(['2026-01-15T12:00:00.000Z']));
  expect(events).toContainEqual([
    'request',
    expect.objectContaining({
      service: 'gateway',
      operation: 'GET',
      target: 'http://api.sample.test/nowhere',
      status: 404,
    }),
  ]);
});

it('writes down no secrets, neither of requests that it takes nor of those that it refuses', async () => {
  const { client } = gateway;
  await client.ask('https://api.sample.test/world?client_secret=s3cret&page=1&refresh_token=s3cret');
  await client.ask('http://example.org/a?api_key=s3cret&b=2');
  await client.ask('http://user:s3cret@api.sample.test/nowhere');
  await exchange(gateway.url, 'GET /a?access_key=s3cret HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  await exchange(
    gateway.url,
    'CONNECT api.sample.test:80 HTTP/1.1\r\n\r\nGET /a?sig=s3cret HTTP/1.1\r\nHost: b.test\r\nConnection: close\r\n\r\n',
  );
  const entries = await waitUntil('the end of all requests', async () => {
    const journal = await gateway.journal();
    return journal.every(({ status }) => status !== null) && journal;
  });
  expect(entries.map(({ target }) => target)).toEqual(
    expect.arrayContaining([
      'https://api.sample.test/world?client_secret=***&page=1&refresh_token=***',
      'http://example.org/a?api_key=***&b=2',
      '/a?access_key=***',
      'http://b.test/a?sig=***',
    ]),
  );
  expect(JSON.stringify([entries, events])).not.toContain('s3cret');
});

it('is reset over the wire: the journal is empty, and stand-ins have forgotten', async () => {
  const visit = async () => (await gateway.client.ask('https://api.sample.test/visits')).json();
  expect([await visit(), await visit()]).toEqual([{ visits: 1 }, { visits: 2 }]);
  await resetGateway(gateway);
  expect(await page('/_playground/journal')).toEqual([200, { total: 0, entries: [] }]);
  expect(await visit()).toEqual({ visits: 1 });
});

it('cannot be reset when it is gone', async () => {
  await expect(resetGateway({ url: `${gateway.url}/nowhere` })).rejects.toMatchObject({
    code: 'ERR_SERVICE_FAILED',
  });
});
