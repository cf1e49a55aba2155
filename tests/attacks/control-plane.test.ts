import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendError } from '../../core/control/answer-control.ts';
import type { ControlError } from '../../core/control/control-error.ts';
import { readControlBody } from '../../core/control/read-control-body.ts';
import { listen } from '../../core/http-listener.ts';
import { createPlayground, type Playground } from '../../playground/playground.ts';

type Name = 'api' | 'key-vault' | 'gateway' | 's3';
let playground: Playground<Name>;
let ca: Buffer;

beforeAll(async () => {
  playground = await createPlayground({
    services: ['api', 'key-vault', 'gateway', 's3'],
    serverNames: ['play.example.com'],
  });
  ca = await readFile(playground.endpoints['key-vault'].caFile);
});

afterAll(() => playground.stop());

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask(service: Name, path: string, { method = 'GET', headers = {} }: Sent = {}) {
  const { url } = playground.endpoints[service];
  const secure = url.startsWith('https:');
  const request = (secure ? https : http).request(`${url}${path}`, {
    method,
    headers,
    agent: false,
    ...(secure && { ca, servername: 'localhost' }),
  });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function counted(): Promise<number> {
  return JSON.parse((await ask('api', '/_playground/journal')).body).total;
}

/** What a page of another origin, or one that was rebound, would send; a POST has an Origin always. */
const FOREIGN: ReadonlyArray<readonly [name: string, code: string, headers: Record<string, string>]> = [
  ['a rebound name', 'foreign_host', { Host: 'evil.example' }],
  [
    'a rebound name with our port',
    'foreign_host',
    { Host: 'evil.example:5001', Origin: 'http://evil.example:5001' },
  ],
  ['a name that begins with ours', 'foreign_host', { Host: 'localhost.evil.example' }],
  ['a name that has our address in it', 'foreign_host', { Host: '127.0.0.1.nip.io' }],
  ['a name of the local network', 'foreign_host', { Host: 'evil.local' }],
  ['a fetch of another origin', 'foreign_origin', { Origin: 'https://evil.example' }],
  ['another port of localhost', 'foreign_origin', { Origin: 'http://localhost:3000' }],
  ['a sandboxed frame or a file', 'foreign_origin', { Origin: 'null' }],
  ['a browser extension', 'foreign_origin', { Origin: 'chrome-extension://abcdefgh' }],
  [
    'a form of urlencoded text',
    'foreign_origin',
    { Origin: 'http://a.example', 'Content-Type': 'application/x-www-form-urlencoded' },
  ],
  ['a form of plain text', 'foreign_origin', { Origin: 'http://a.example', 'Content-Type': 'text/plain' }],
  [
    'a form with files',
    'foreign_origin',
    { Origin: 'http://a.example', 'Content-Type': 'multipart/form-data; boundary=x' },
  ],
  ['an image or a frame', 'foreign_origin', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
  ['a link', 'foreign_origin', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }],
  ['a page on another port', 'foreign_origin', { 'Sec-Fetch-Site': 'same-site' }],
  [
    'a WebSocket',
    'foreign_origin',
    { Origin: 'http://a.example', Connection: 'keep-alive, Upgrade', Upgrade: 'websocket' },
  ],
];

const RESETS: readonly Name[] = ['api', 'key-vault', 'gateway', 's3'];

describe.each(RESETS)('%s', (service) => {
  it.each(FOREIGN)('does not reset for %s', async (_name, code, headers) => {
    const before = await counted();
    const answer = await ask(service, '/_playground/reset', { method: 'POST', headers });
    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('/_playground/*')]);
    expect(answer.headers['x-error-code']).toBe(code);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(await counted()).toBe(before);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])('does not reset on %s', async (method) => {
    await fetch(`${playground.endpoints.api.url}/pagination/offset`);
    const before = await counted();
    expect((await ask(service, '/_playground/reset', { method })).status).toBeGreaterThanOrEqual(400);
    expect(await counted()).toBe(before);
    expect(before).toBeGreaterThan(0);
  });

  it.each([
    ['by another spelling of this machine', { Host: 'localhost' }],
    ['by a server name', { Host: 'play.example.com' }],
    ['from its own page', { Origin: 'own', 'Sec-Fetch-Site': 'same-origin' }],
    [
      'with the content type of a form and no Origin',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
    ],
  ])('resets for a program %s', async (_name, headers) => {
    const { origin } = new URL(playground.endpoints[service].url);
    const given = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value === 'own' ? origin : value]),
    );
    const { status, body } = await ask(service, '/_playground/reset', { method: 'POST', headers: given });
    expect([status, body]).toEqual([200, '{"status":"reset"}']);
  });
});

const READABLE: ReadonlyArray<readonly [Name, string]> = [
  ['api', '/_playground/journal'],
  ['api', '/_playground/journal/'],
  ['api', '/_playground/credentials'],
  ['api', '/_playground/metrics'],
  ['api', '/_playground/health'],
  ['api', '/_playground/openapi.json'],
  ['gateway', '/_playground/journal'],
  ['gateway', '/_playground/hosts'],
  ['gateway', '/_playground/health'],
  ['gateway', '/_playground/metrics'],
  ['key-vault', '/_playground/journal'],
  ['key-vault', '/_playground/health'],
  ['key-vault', '/_playground/metrics'],
  ['s3', '/_playground/journal'],
  ['s3', '/_playground/health'],
  ['s3', '/_playground/metrics'],
];

describe.each(READABLE)('%s %s', (service, path) => {
  it.each([
    ['a rebound page', { Host: 'evil.example' }],
    ['a page of another origin', { Origin: 'http://localhost:3000' }],
    ['a frame', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('tells %s nothing', async (_name, headers) => {
    expect(await ask(service, path, { headers })).toMatchObject({ status: 403 });
    expect(await ask(service, path, { headers, method: 'HEAD' })).toMatchObject({ status: 403, body: '' });
  });

  it('answers no preflight', async () => {
    const headers = { Origin: 'http://localhost:3000', 'Access-Control-Request-Method': 'GET' };
    const answer = await ask(service, path, { headers, method: 'OPTIONS' });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.status).toBe(403);
  });

  it('tells a program', async () => {
    expect(await ask(service, path)).toMatchObject({ status: 200 });
  });
});

it('lets no page frame the page on which one can try the API', async () => {
  expect((await ask('api', '/docs')).headers['content-security-policy']).toBe("frame-ancestors 'none'");
});

/** core/control/read-control-body.ts reads what is told to a clock. */
describe('a body for the control plane', () => {
  it.each([
    ['a body that is too large', { bytes: 100, ms: 10_000 }, 101, true, 413, 'body_too_large'],
    ['an endless body', { bytes: 100, ms: 10_000 }, 5_000_000, false, 413, 'body_too_large'],
    ['half a body, and silence', { bytes: 100, ms: 50 }, 50, false, 408, 'body_too_slow'],
    ['a whole one', { bytes: 100, ms: 10_000 }, 100, true, 200, undefined],
  ])('%s', async (_name, limits, bytes, ends, status, code) => {
    const read = async (request: IncomingMessage, response: http.ServerResponse): Promise<void> => {
      try {
        response.end(await readControlBody(request, limits));
      } catch (error) {
        sendError(response, error as ControlError);
      }
    };
    const listener = await listen('control', read, { host: '127.0.0.1', port: 0 });
    const request = http.request(listener.url, { method: 'POST', agent: false });
    // The end of the connection, while it still sends.
    request.on('error', () => undefined);
    request.write('x'.repeat(bytes));
    if (ends) request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers['x-error-code']]).toEqual([status, code]);
    response.resume();
    request.destroy();
    await listener.close();
  });
});
