import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StartedKeyVault, startKeyVault } from '../services/key-vault/start-key-vault.ts';
import { type StartedApi, startApi } from '../support/start-api.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const KIB = 1024;
const TENANT = '7e4a0000-0000-4000-8000-000000000001';

/** Which reads their bodies. */
const FILES = { api: 'services/api/read-body.ts', 'key-vault': 'services/key-vault/read-text.ts' } as const;

interface Reader {
  /** The most bytes that it takes. */
  readonly mostBytes: number;
  readonly method: string;
  readonly path: string;
  readonly type: string;
  /** It reads only of those who have shown who they are. */
  readonly authenticated?: true;
}

/** Where these two read a body, with its bound. One line a route; `readers.ts` lists the readers of all services. */
const ROUTES: ReadonlyArray<readonly [service: keyof typeof FILES, reader: Reader]> = [
  ['api', { mostBytes: 64 * KIB, method: 'POST', path: '/auth/session_token/login', type: JSON_TYPE }],
  ['api', { mostBytes: 64 * KIB, method: 'POST', path: '/auth/oauth2/token', type: FORM }],
  ['api', { mostBytes: 64 * KIB, method: 'POST', path: '/auth/oauth2/introspect', type: FORM }],
  ['api', { mostBytes: 64 * KIB, method: 'POST', path: '/auth/oauth2/revoke', type: FORM }],
  ['key-vault', { mostBytes: 64 * KIB, method: 'POST', path: `/${TENANT}/oauth2/v2.0/token`, type: FORM }],
  ['key-vault', { mostBytes: 64 * KIB, method: 'POST', path: `/${TENANT}/oauth2/token`, type: FORM }],
  [
    'key-vault',
    { mostBytes: 256 * KIB, method: 'PUT', path: '/secrets/x', type: JSON_TYPE, authenticated: true },
  ],
  [
    'key-vault',
    {
      mostBytes: 256 * KIB,
      method: 'PATCH',
      path: '/secrets/postgresHost',
      type: JSON_TYPE,
      authenticated: true,
    },
  ],
  [
    'key-vault',
    {
      mostBytes: 24 * KIB * KIB,
      method: 'POST',
      path: '/secrets/restore',
      type: JSON_TYPE,
      authenticated: true,
    },
  ],
];

let api: StartedApi;
let vault: StartedKeyVault;
let hasty: { api: StartedApi; vault: StartedKeyVault };
let token: string;

beforeAll(async () => {
  [api, vault] = [await startApi(), await startKeyVault()];
  hasty = { api: await startApi({ bodyTimeoutMs: 300 }), vault: await startKeyVault({ bodyTimeoutMs: 300 }) };
  token = await vault.token();
});

afterAll(async () => {
  expect((await api.get('/pagination/offset')).status).toBe(200);
  expect((await vault.call('GET', '/secrets')).status).toBe(200);
  await Promise.all([api, vault, hasty.api, hasty.vault].map((each) => each[Symbol.asyncDispose]()));
});

/** Sends a body of a size, with its length announced or in chunks, and hands over the status. */
async function statusOf(
  service: string,
  reader: Reader,
  sizeBytes: number,
  chunked: boolean,
): Promise<number> {
  const url = service === 'api' ? api.url : vault.endpoints.url;
  const request = (service === 'api' ? http : https).request(`${url}${reader.path}?api-version=7.4`, {
    method: reader.method,
    agent: false,
    ...(service !== 'api' && { ca: vault.ca, servername: 'localhost' }),
    headers: {
      'Content-Type': reader.type,
      ...(!chunked && { 'Content-Length': String(sizeBytes) }),
      ...(reader.authenticated && { Authorization: `Bearer ${token}` }),
    },
  });
  // Who is refused early may be cut off while it still sends.
  request.on('error', () => undefined);
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  request.end(Buffer.alloc(sizeBytes, 'a'));
  const [response] = await answered;
  await text(response).catch(() => '');
  return response.statusCode ?? 0;
}

describe.each(
  ROUTES.map(([service, reader]) => [service, FILES[service], reader.method, reader.path, reader] as const),
)('%s, %s, %s %s', (service, _file, _method, _path, reader) => {
  it.each([
    ['with its length', false],
    ['in chunks', true],
  ])('reads what is just small enough, and nothing above, %s', async (_name, chunked) => {
    const under = await statusOf(service, reader, reader.mostBytes, chunked);
    expect(under).toBeLessThan(500);
    expect(under).not.toBe(413);
    expect(await statusOf(service, reader, reader.mostBytes + 1, chunked)).toBe(413);
  });

  it('does not wait for a body that never ends', async () => {
    const { hostname, port, protocol } = new URL(
      service === 'api' ? hasty.api.url : hasty.vault.endpoints.url,
    );
    const socket =
      protocol === 'http:'
        ? net.connect(Number(port), hostname)
        : tls.connect({ port: Number(port), host: hostname, servername: 'localhost', ca: hasty.vault.ca });
    socket.on('error', () => undefined);
    const lines = [
      `${reader.method} ${reader.path}?api-version=7.4 HTTP/1.1`,
      'Host: localhost',
      `Content-Type: ${reader.type}`,
      'Content-Length: 10',
      ...(reader.authenticated ? [`Authorization: Bearer ${await hasty.vault.token()}`] : []),
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\na`);
    expect(await text(socket).catch(() => '')).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });
});
