import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogFields, Logger } from '../../core/logger.ts';
import { maskSecrets, maskSecretsInText } from '../../core/mask-secrets.ts';
import { Undo } from '../../core/undo.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { createBlobFile } from '../../services/s3-minio/store/blobs.ts';
import { exchange } from '../services/gateway/raw-exchange.ts';
import { startGateway } from '../services/gateway/start-gateway.ts';
import { sendPlain, signPlain } from '../services/s3-minio/plain-request.ts';
import { type StartedS3, startS3 } from '../services/s3-minio/started-s3.ts';
import { startApi } from '../support/start-api.ts';

const P = 'pLaNtEd0123456789';
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx${P}.${P}`;
const twice = (text: string): string => encodeURIComponent(encodeURIComponent(text));

/** Paths and queries with a secret in them. */
const PATHS: readonly string[] = [
  ...['session_id', 'sessionid', 'sid', 'PHPSESSID', 'connect.sid', 'id_token_hint', 'logout_token_hint'],
  ...[
    'access_token',
    'refresh_token',
    'id_token',
    'token',
    'code',
    'device_code',
    'code_verifier',
    'assertion',
  ],
  ...['client_assertion', 'client_secret', 'SAMLResponse', 'sig', 'X-Amz-Signature', 'X-Amz-Credential'],
  ...[
    'X-Amz-Security-Token',
    'Signature',
    'AWSAccessKeyId',
    'apiKey',
    'api-key',
    'APIKEY',
    'x-api-key',
    'api_key',
  ],
  ...[
    'auth',
    'pwd',
    'pass',
    'password',
    'private_token',
    'key',
    'Authorization',
    'jwt',
    'hmac',
    'consumer_key',
  ],
  ...[
    'user[password]',
    'client%5Fsecret',
    '%63lient_secret',
    'client%255Fsecret',
    'subscription-key',
    'cookie',
  ],
].map((name) => `/a?page=2&${name}=${P}&cursor=c`);

const NESTED: readonly string[] = [
  `/a?redirect_uri=${encodeURIComponent(`https://a.test/cb?code=${P}&state=1`)}&page=2`,
  `/a?redirect_uri=${twice(`https://a.test/cb?code=${P}&state=1`)}`,
  `/a?redirect_uri=${encodeURIComponent(twice(`https://a.test/cb?code=${P}`))}`,
  `/a?next=https://a.test/cb?access_token=${P}`,
  `/a?url=${encodeURIComponent(`https://user:${P}@a.test/`)}`,
  `/a?url=${twice(`https://user:${P}@a.test/`)}`,
  `/a?url=https://user:${P}@a.test/`,
  `/a?url=${encodeURIComponent(`https://a.test/webhooks/${P}`)}`,
  `/a?url=${encodeURIComponent(`https://hooks.slack.com/services/T0001/B0001/${P}`)}`,
  `/a?body=${encodeURIComponent(JSON.stringify({ client_secret: P, page: 1 }))}`,
  `/a?body=${twice(JSON.stringify({ page: 1, password: P }))}`,
  `/a?body={"api_key":"${P}","page":1}`,
  `/a?body=${encodeURIComponent(`{ "token" : "a\\"${P}" }`)}`,
  `/a?body=${encodeURIComponent(JSON.stringify({ inner: JSON.stringify({ secret: P }) }))}`,
  `/a?page=1;token=${P};limit=5`,
  `/a?token=a;${P}`,
  `/a;jsessionid=${P}?page=1`,
  `/a?q=${JWT}`,
  `/a/${JWT}/b`,
  `/webhooks/${P}`,
  `/api/webhooks/1234/${P}`,
  `/services/T0001/B0001/${P}`,
  `/bot123456:${P}/getUpdates`,
  `/oauth/v1/access-tokens/${P}`,
  `/oauth/v1/refresh-tokens/${P}`,
  `/a?q=AKIA${P.toUpperCase()}`,
  `/a?q=sk_live_${P}`,
  `/a?q=ghp_${P}`,
  `/a?q=xoxb-1-${P}`,
  `/a?q=Bearer&authorization=Bearer%20${P}`,
  `/a?connection_string=Server%3Dx%3BPassword%3D${P}`,
  `/a#access_token=${P}`,
];

const TARGETS = [...PATHS, ...NESTED];
const lines: string[] = [];
const logger = (event: string, fields: object): void => void lines.push(JSON.stringify({ event, ...fields }));
const cleanUp = new Undo();
const urls: Record<'api' | 's3' | 'gateway', string> = { api: '', s3: '', gateway: '' };

beforeAll(async () => {
  const api = await startApi({ logger });
  cleanUp.defer(() => api.stop());
  const gateway = await startGateway({ logger });
  cleanUp.defer(async () => gateway[Symbol.asyncDispose]());
  const s3 = await startS3({ logger });
  cleanUp.defer(() => s3.stop());
  urls.api = api.url;
  urls.s3 = s3.endpoints.url;
  urls.gateway = gateway.url;
});

afterAll(() => cleanUp.run());

async function answerTo(url: string, method: string, target: string): Promise<number> {
  const head = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n`;
  const secrets = `Authorization: Bearer ${P}\r\nCookie: session=${P}\r\nX-Api-Key: ${P}\r\n\r\n`;
  return Number((await exchange(url, head + secrets)).split(' ')[1]);
}

async function journals(): Promise<string> {
  const pages = Object.values(urls).map((url) => `${url}/_playground/journal`);
  return (await Promise.all(pages.map(async (page) => (await fetch(page)).text()))).join('\n');
}

describe.each(['api', 's3', 'gateway'] as const)(
  'no line of the log and no journal of %s has the secret of',
  (name) => {
    it.each(TARGETS)('%s', async (path) => {
      lines.length = 0;
      const target = name === 'gateway' ? `http://user:${P}@api.sample.test${path}` : path;
      expect(await answerTo(urls[name], 'GET', target)).toBeGreaterThanOrEqual(200);
      const written = lines.join('\n') + (await journals());
      expect(lines).not.toEqual([]);
      expect(written.toLowerCase()).not.toContain(P.toLowerCase());
    });
  },
);

it.each([`user:${P}@sample.test:443`, `user:${P}@:443`, `sample.test:443?token=${P}`])(
  'neither has that of a tunnel to %s',
  async (target) => {
    lines.length = 0;
    expect(await answerTo(urls.gateway, 'CONNECT', target)).toBe(400);
    await waitUntil('the line of the tunnel', () => lines.length > 0);
    expect(lines.join('\n') + (await journals())).not.toContain(P);
  },
);

describe('an error that quotes what a client sent is written without the secret in', () => {
  it.each([
    `CREATE ROLE a LOGIN PASSWORD '${P}'`,
    `ALTER USER a WITH ENCRYPTED PASSWORD E'it\\'s ${P}'`,
    `alter user a password $$${P}$$`,
    `ALTER USER a PASSWORD 'it''s ${P}`,
    `UNLOAD ('select 1') TO 's3://b' CREDENTIALS 'aws_access_key_id=a;aws_secret_access_key=${P}'`,
    `COPY t FROM 's3://b' ACCESS_KEY_ID '${P}' SECRET_ACCESS_KEY AS '${P}' SESSION_TOKEN '${P}'`,
    `aws_access_key_id=a;aws_secret_access_key=${P};token=${P}`,
    `Error: connect to postgres://user:${P}@host/db failed\n    at open (file.ts:1:2)`,
    `Authorization: Bearer ${P}`,
    `{"headers":{"authorization":"Snowflake Token=\\"${P}\\""}}`,
    `Cookie: a=b; session=${P}`,
    `{"data":{"LOGIN_NAME":"u","PASSWORD":"${P}"}}`,
    `{ password: "a b ${P}", 'client_secret': '${P}' }`.replace('password:', 'password ='),
    `GET http://a.test/cb?code=${P} failed`,
    `location: https://a.test/cb#id_token=${P}`,
    `no such key: ghp_${P}`,
  ])('%s', (text) => {
    expect(maskSecretsInText(text)).not.toContain(P);
    expect(maskSecretsInText(text)).toContain('***');
  });
});

describe('a failure in the object store is logged without the secret in', () => {
  const reasons: Readonly<Record<string, string>> = {
    'the path of a file': `ENOENT: no such file, open '/data/?password=${P}'`,
    'the address of another store': `connect ECONNREFUSED https://key:${P}@store.test/bucket`,
    'a header': `unexpected Authorization: AWS4-HMAC-SHA256 Credential=a, Signature=${P}`,
    'a presigned URL': `GET /b/k?X-Amz-Credential=${P}&X-Amz-Signature=${P} failed`,
    'a key that says what it is': `no such key: AKIA${P.toUpperCase()}`,
    'the statement of an unload': `CREDENTIALS 'aws_access_key_id=a;aws_secret_access_key=${P}'`,
  };

  const events: LogFields[] = [];
  let reason: string | undefined;
  let s3: StartedS3;

  beforeAll(async () => {
    const logger: Logger = (event, fields) => events.push({ event, ...fields });
    s3 = await startS3({ logger }, async (path) => {
      if (reason !== undefined) throw new Error(reason);
      return createBlobFile(path);
    });
  });
  afterAll(() => s3.stop());

  it.each(Object.entries(reasons))('%s', async (_, text) => {
    reason = text;
    const asked = { method: 'PUT', path: `/fixtures/k?x-id=a&token=${P}` };
    const { headers } = signPlain(s3.endpoints, { ...asked, path: `/fixtures/k?token=${P}&x-id=a` });
    expect((await sendPlain(s3.endpoints, { ...asked, headers, body: 'x' })).status).toBe(500);
    const error = events.find(({ event }) => event === 'unexpected_error');
    expect(error?.['error']).toMatch(/^Error: .*\*\*\*/);
    expect(String(error?.['error'])).not.toContain(P);
    expect(error?.['path']).toBe(`/fixtures/k?x-id=a&token=***`);
    events.length = 0;
  });
});

describe('what is no secret stays', () => {
  it.each([
    '/a?page=2&page_size=50&cursor=MTIzNDU=&since=2026-01-01T00%3A00%3A00Z&offset=3',
    '/bucket/reports/2026/token.csv?list-type=2&prefix=keys%2F&continuation-token=abc%3D',
    '/bucket/api-keys/list.csv?versionId=1&key-marker=k',
    '/a?redirect_uri=https%3A%2F%2Fa.test%2Fcb%3Fpage%3D2&state=x',
    '/a?filter=%7B%22name%22%3A%22ada%22%7D&time=10:20:30',
    '/a?next=eyebrow&color=AKI&email=a%40b.test',
    'hooks.test:443',
  ])('%s', (url) => {
    expect(maskSecrets(url)).toBe(url);
  });

  it.each([
    "TypeError: Cannot read properties of undefined (reading 'a')\n    at f (file:///a/b.ts:10:5)",
    "SELECT count(*) FROM t WHERE name = 'ada' AND at > '2026-01-01'",
  ])('%s', (text) => {
    expect(maskSecretsInText(text)).toBe(text);
  });

  it('and the services still answer', async () => {
    expect((await fetch(`${urls.api}/_playground/health`)).status).toBe(200);
    expect((await fetch(`${urls.gateway}/_playground/journal`)).status).toBe(200);
    expect((await fetch(`${urls.s3}/minio/health/live`)).status).toBe(200);
  });
});
