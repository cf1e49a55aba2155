import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { PresentedEntry } from '../../core/control/present-entry.ts';
import { createPlayground, type Playground } from '../../playground/playground.ts';
import { exchange } from '../services/key-vault/exchange.ts';
import { connected } from '../services/postgres-seed/with-postgres.ts';
import { sendPlain } from '../services/s3-minio/plain-request.ts';
import { clientOf } from '../services/s3-minio/started-s3.ts';
import { createProxyClient } from '../support/proxy-client.ts';

jest.setTimeout(60_000);

const ANCHOR = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const NAMES = ['api', 'postgres', 's3', 'key-vault', 'gateway'] as const;
let playground: Playground<(typeof NAMES)[number]>;
let ca: string;

beforeAll(async () => {
  playground = await createPlayground({
    services: NAMES,
    postgresRows: 100,
    world: 'living',
    rateLimit: { capacity: 1_000 },
  });
  ca = await readFile(playground.endpoints['key-vault'].caFile, 'utf8');
});
beforeEach(() => playground.reset());
afterAll(() => playground.stop());

type Headers = Record<string, string>;

async function vault(method: string, path: string, headers: Headers, form?: Headers) {
  return exchange(playground.endpoints['key-vault'].url, ca, method, path, {
    headers,
    ...(form && { form }),
  });
}

/** Asks a public name through the gateway, over TLS. */
async function publicly(url: string, options: { method?: string; headers?: Headers } = {}) {
  await using proxy = createProxyClient(playground.endpoints.gateway.url, { ca });
  return proxy.ask(url, options);
}

const api = (path: string, init?: RequestInit) => fetch(`${playground.endpoints.api.url}${path}`, init);
const bearer = (token: string): Headers => ({ Authorization: `Bearer ${token}` });

describe('the header Date', () => {
  it.each([
    ['the API', async () => (await api('/pagination/offset')).headers.get('date')],
    ['an error of the API', async () => (await api('/nothing')).headers.get('date')],
    ['the object store', async () => (await sendPlain(playground.endpoints.s3, {})).headers.date],
    ['the key vault', async () => (await vault('GET', '/secrets', {})).headers.date],
    ['a stand-in', async () => (await publicly('https://api.zippopotam.us/us/90210')).headers['date']],
    [
      'the vault by its public name',
      async () => (await publicly('https://fixture-vault.vault.azure.net/secrets')).headers['date'],
    ],
    [
      'the gateway itself',
      async () => (await fetch(`${playground.endpoints.gateway.url}/_playground/hosts`)).headers.get('date'),
    ],
    [
      'the control plane',
      async () => (await fetch(`${playground.controlUrl}/_playground/health`)).headers.get('date'),
    ],
  ])('of %s is the time of the world', async (_of, dateOf) => {
    for (const [ms, date] of [
      [0, 'Thu, 01 Jan 2026 00:00:00 GMT'],
      [90 * 60_000 + 999, 'Thu, 01 Jan 2026 01:30:00 GMT'],
    ] as const) {
      await playground.clock.advance(ms);
      expect(await dateOf()).toBe(date);
    }
  });
});

/** Logs in, and gives a function that asks with what it was given and tells the status. */
type Login = () => Promise<() => Promise<number>>;

const LOGINS: readonly (readonly [what: string, lifetimeMs: number, login: Login])[] = [
  [
    'a session of the API',
    HOUR,
    async () => {
      const { session } = playground.endpoints.api.credentials;
      const answer = await api('/auth/session_token/login', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(session),
      });
      const { token } = (await answer.json()) as { token: string };
      return async () =>
        (await api('/auth/session_token/data', { headers: { Authorization: token } })).status;
    },
  ],
  [
    'an access token of OAuth 2.0',
    HOUR,
    async () => {
      const { clientId, clientSecret } = playground.endpoints.api.credentials.oauth2;
      const answer = await api('/auth/oauth2/token', {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      return async () => (await api('/auth/oauth2/data', { headers: bearer(token) })).status;
    },
  ],
  [
    'a token of HubSpot',
    HOUR / 2,
    async () => {
      const form = { grant_type: 'refresh_token', client_id: 'c', client_secret: 's', refresh_token: 'r' };
      const url = `https://api.hubapi.com/oauth/v1/token?${new URLSearchParams(form)}`;
      const { access_token: token } = (await publicly(url, { method: 'POST' })).json<{
        access_token: string;
      }>();
      const contacts = 'https://api.hubapi.com/contacts/v1/lists/all/contacts/all';
      return async () => (await publicly(contacts, { headers: bearer(token) })).status;
    },
  ],
  [
    'a token for the key vault',
    HOUR,
    async () => {
      const { tenantId, clientId, clientSecret } = playground.endpoints['key-vault'];
      const { body } = await vault(
        'POST',
        `/${tenantId}/oauth2/v2.0/token`,
        {},
        {
          ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
          scope: 'https://vault.azure.net/.default',
        },
      );
      return async () => (await vault('GET', '/secrets?api-version=7.4', bearer(body.access_token))).status;
    },
  ],
];

describe('the lifetime of a token', () => {
  it.each(LOGINS)('%s is by the time of the world', async (_what, lifetimeMs, login) => {
    const ask = await login();
    await playground.clock.advance(lifetimeMs / 2);
    expect(await ask()).toBe(200);
    await playground.clock.advance(lifetimeMs / 2 + 1000);
    expect(await ask()).toBe(401);
  });
});

describe('an object', () => {
  it('is written at the time of the world', async () => {
    const { s3 } = playground.endpoints;
    const client = clientOf(s3);
    const written = { Bucket: s3.bucket, Key: 'written' };
    await playground.clock.advance('2h');
    await client.send(new PutObjectCommand({ ...written, Body: 'x' }));
    expect((await client.send(new HeadObjectCommand(written))).LastModified).toEqual(
      new Date(ANCHOR + 2 * HOUR),
    );
    client.destroy();
  });
});

async function journal(): Promise<readonly PresentedEntry[]> {
  const answer = await fetch(`${playground.controlUrl}/_playground/journal`);
  return ((await answer.json()) as { entries: PresentedEntry[] }).entries;
}

it('the journal has the time of the world, and real durations', async () => {
  const { postgres, s3 } = playground.endpoints;
  for (const hour of [1, 2]) {
    await playground.clock.advance('1h');
    await api('/pagination/offset');
    await sendPlain(s3, { path: '/' });
    await vault('GET', '/secrets', {});
    await publicly('https://api.zippopotam.us/us/90210');
    await connected(postgres, (client) => client.query(`SELECT ${hour}, pg_sleep(0.05)`));
  }
  const entries = await journal();
  for (const hour of [1, 2]) {
    const at = new Date(ANCHOR + hour * HOUR).toISOString();
    const found = entries.filter((entry) => entry.at === at).map(({ service }) => service);
    expect([...new Set(found)].sort()).toEqual([...NAMES].sort());
  }
  expect(entries.every(({ at }) => at.endsWith(':00:00.000Z'))).toBe(true);
  for (const { duration_ms: ms } of entries) expect(ms ?? 0).toBeLessThan(HOUR / 2);
  const slept = entries.filter(({ target }) => target?.includes('pg_sleep'));
  expect(slept).toHaveLength(2);
  for (const { duration_ms: ms } of slept) expect(ms).toBeGreaterThanOrEqual(50);
});

it('certificates are good by the real time', async () => {
  const { validFrom, validTo } = new X509Certificate(ca);
  expect(Date.parse(validFrom)).toBeLessThanOrEqual(Date.now());
  expect(Date.parse(validTo)).toBeGreaterThan(Date.now() + 24 * HOUR);
});

it('the rate limit counts real seconds', async () => {
  let real = Date.now();
  await using limited = await createPlayground({
    services: ['api'],
    world: 'living',
    rateLimit: { capacity: 1 },
    clock: () => real,
  });
  const status = async (): Promise<number> =>
    (await fetch(`${limited.endpoints.api.url}/pagination/offset`)).status;
  expect([await status(), await status()]).toEqual([200, 429]);
  await limited.clock.advance('1h');
  expect(await status()).toBe(429);
  real += 1000;
  expect(await status()).toBe(200);
});
