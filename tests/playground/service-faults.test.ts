import { readFileSync } from 'node:fs';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import { type HttpOutcome, outcomeOf } from '../support/http-outcome.ts';

let playground: Playground<'s3' | 'key-vault' | 'gateway'>;
beforeAll(async () => {
  playground = await createPlayground({ services: ['s3', 'key-vault', 'gateway'] });
});
afterAll(() => playground.stop());
afterEach(() => void playground.faults.clear());

/** Asks for a public URL through the gateway, as a proxy is asked. */
function askGateway(path: string): Promise<HttpOutcome> {
  const { hostname, port } = new URL(playground.endpoints.gateway.url);
  return outcomeOf(`http://${hostname}:${port}`, { path: `http://jsonplaceholder.typicode.com${path}` });
}

function askVault(path: string): Promise<HttpOutcome> {
  const { url, caFile } = playground.endpoints['key-vault'];
  return outcomeOf(url + path, {
    ca: readFileSync(caFile, 'utf8'),
    servername: 'fixture-vault.vault.azure.net',
    headers: { Host: 'localhost' },
  });
}

function s3(): S3Client {
  const { url, region, accessKeyId, secretAccessKey } = playground.endpoints.s3;
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint: url, region, credentials, forcePathStyle: true, maxAttempts: 1 });
}

describe('a stand-in, by its host', () => {
  const on = { host: 'jsonplaceholder.typicode.com' };

  it.each<[string, unknown, Partial<HttpOutcome>]>([
    [
      'a status',
      { status: 503 },
      {
        status: 503,
        isComplete: true,
        body: Buffer.from('{"error":"The fault plan answers with 503 here."}'),
      },
    ],
    ['a body', { status: 401, body: 'no' }, { status: 401, body: Buffer.from('no') }],
    ['reset', 'reset', { status: undefined, error: 'ECONNRESET' }],
    ['cut', { cut: 7 }, { status: 200, isComplete: false }],
    [
      'headers',
      { headers: { 'X-Odd': 1 } },
      { status: 200, isComplete: true, headers: expect.objectContaining({ 'x-odd': '1' }) as never },
    ],
    ['latency', { latency: '5ms' }, { status: 200, isComplete: true }],
  ])('%s', async (_what, effects, expected) => {
    playground.faults.add({ on, do: effects as never });
    expect(await askGateway('/posts/1')).toMatchObject(expected);
    expect(await askGateway('/posts/1')).toMatchObject({ status: 200, isComplete: true });
  });

  it('by path and query, and not another host', async () => {
    playground.faults.add({ on: { ...on, path: '/posts', query: { userId: '2' } }, do: { status: 500 } });
    playground.faults.add({ on: { host: 'pokeapi.co' }, do: { status: 500 } });
    const paths = ['/posts', '/posts?userId=1', '/posts?userId=2', '/posts?userId=2'];
    const found = [];
    for (const path of paths) found.push((await askGateway(path)).status);
    expect(found).toEqual([200, 200, 500, 200]);
  });
});

describe('the object store', () => {
  it.each([
    [{ route: 'ListObjectsV2' }, 503, 'SlowDown'],
    [{ service: 's3', path: '/fixtures*' }, 403, 'AccessDenied'],
  ])('%j: an error of its own', async (on, status, name) => {
    playground.faults.add({ on, do: { status } });
    const list = (): Promise<unknown> => s3().send(new ListObjectsV2Command({ Bucket: 'fixtures' }));
    await expect(list()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    await expect(list()).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  it('an object by its key, cut', async () => {
    playground.faults.add({ on: { object: 'certs/*' }, do: { cut: 'half' } });
    const get = async (): Promise<string> => {
      const { Body } = await s3().send(new GetObjectCommand({ Bucket: 'fixtures', Key: 'certs/client.pem' }));
      return (await Body?.transformToString()) ?? '';
    };
    await expect(get()).rejects.toThrow();
    expect(await get()).toContain('-----END');
  });

  it('whoever signs nothing is refused before the plan is asked', async () => {
    playground.faults.add({ on: { route: 'PutObject' }, do: { status: 400, body: '<Error/>' } });
    const answer = await fetch(`${playground.endpoints.s3.url}/fixtures/x`, {
      method: 'PUT',
      body: 'x'.repeat(100_000),
    });
    // Who signs nothing is refused before the plan is asked.
    expect(answer.status).toBe(403);
    expect(playground.faults.list()[0]?.fired).toBe(0);
  });
});

describe('the vault and the identity platform', () => {
  it.each([
    [
      { route: 'GetSecrets' },
      '/secrets?api-version=7.4',
      { error: { code: 'PlannedFault', message: 'The fault plan answers with 500 here.' } },
    ],
    [
      { service: 'key-vault', path: '/*openid-configuration' },
      '/common/v2.0/.well-known/openid-configuration',
      expect.objectContaining({ error: 'planned_fault' }),
    ],
  ])('%j', async (on, path, body) => {
    playground.faults.add({ on, do: { status: 500 } });
    const faulty = await askVault(path);
    expect([faulty.status, JSON.parse(faulty.body.toString())]).toEqual([500, body]);
    expect((await askVault(path)).status).not.toBe(500);
  });
});

it('every firing is in the one journal', async () => {
  playground.faults.add(
    { on: { host: 'jsonplaceholder.typicode.com' }, do: 'reset' },
    { on: { service: 'key-vault' }, do: { status: 500 } },
  );
  await askGateway('/posts/1');
  await askVault('/secrets?api-version=7.4');
  const answer = await fetch(`${playground.controlUrl}/_playground/journal`);
  const { entries } = (await answer.json()) as {
    entries: { service: string; fault: string | null; status: number | null }[];
  };
  const faulty = entries
    .slice(-2)
    .map(({ service, fault, status }) => [service, fault?.replace(/^\d+/, 'n'), status]);
  expect(faulty).toEqual([
    ['gateway', 'n: reset', null],
    ['key-vault', 'n: status: 500', 500],
  ]);
});

it.each([
  [{ on: { route: 'GetObject' }, do: { stale: '5s' } }, "s3's GetObject cannot do 'stale'"],
  [{ on: { route: 'ListObjectVersions' }, do: { stale: '5s' } }, "s3's ListObjectVersions cannot do 'stale'"],
  [{ on: { service: 's3' }, do: { short: 3 } }, "cannot do 'short'"],
  [
    { on: { service: 'gateway', object: 'x' }, do: 'reset' },
    "The service gateway does not know 'on: object'",
  ],
  [{ on: { route: 'ListBuckets', object: 'x' }, do: 'reset' }, "s3's ListBuckets does not know 'on: object'"],
])('%j is refused', (fault, message) => {
  expect(() => playground.faults.add(fault as never)).toThrow(message);
});
