import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import path from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PresentedEntry } from '../../core/control/present-entry.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { createPlayground, type Playground } from '../../playground/playground.ts';
import { exchange } from '../services/key-vault/exchange.ts';
import { clientOf } from '../services/s3-minio/started-s3.ts';
import { createProxyClient } from '../support/proxy-client.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

type Name = 'api' | 's3' | 'key-vault' | 'gateway';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let playground: Playground<Name>;

beforeAll(async () => {
  directory = await temporaryDirectory();
  playground = await createPlayground({
    services: ['api', 's3', 'key-vault', 'gateway'],
    directory: path.join(directory.path, 'data'),
  });
});
beforeEach(() => playground.reset());
afterAll(async () => {
  await playground.stop();
  await directory[Symbol.asyncDispose]();
});

async function ask(page: string, method = 'GET', url = playground.controlUrl) {
  const answer = await fetch(`${url}/_playground/${page}`, { method });
  const text = await answer.text();
  return { status: answer.status, code: answer.headers.get('x-error-code'), text, headers: answer.headers };
}

async function journal(query = '', url = playground.controlUrl): Promise<readonly PresentedEntry[]> {
  const { status, text } = await ask(`journal${query}`, 'GET', url);
  expect([query, status]).toEqual([query, 200]);
  return JSON.parse(text).entries;
}

/** One request to each service, one after another. */
async function askEverybody(): Promise<void> {
  const { api, s3, 'key-vault': vault, gateway } = playground.endpoints;
  const answered = async (count: number) =>
    waitUntil(`${count} answers`, async () => {
      const entries = await journal();
      return entries.length === count && entries.every(({ duration_ms }) => duration_ms !== null);
    });
  await (await fetch(`${api.url}/pagination/offset?offset=20&limit=10`)).text();
  await answered(1);
  const client = clientOf(s3);
  const object = await client.send(new GetObjectCommand({ Bucket: s3.bucket, Key: 'people/people.csv' }));
  await object.Body?.transformToString();
  client.destroy();
  await answered(2);
  const ca = await readFile(vault.caFile, 'utf8');
  await exchange(vault.url, ca, 'GET', '/secrets/postgresHost?api-version=7.4', {});
  await answered(3);
  await using proxy = createProxyClient(gateway.url, { ca });
  await proxy.ask('http://api.zippopotam.us/us/90210');
  await answered(4);
}

describe("the playground's journal", () => {
  it('has what clients did, of all services in order', async () => {
    await askEverybody();
    const whole = { aborted: false, duration_ms: expect.any(Number), bytes: expect.any(Number) };
    expect(await journal()).toMatchObject([
      {
        ...{ number: 1, service: 'api', operation: 'GET', target: '/pagination/offset?offset=20&limit=10' },
        ...{ route: 'pagination_offset', status: 200, error_code: null, ...whole },
        rows: { order: 'updatedAt', first: 20, last: 29 },
      },
      {
        ...{ number: 2, service: 's3', operation: 'GET', route: 'GetObject', status: 200, ...whole },
        ...{ target: expect.stringContaining('/fixtures/people/people.csv'), rows: null },
      },
      {
        ...{ number: 3, service: 'key-vault', operation: 'GET', route: 'GetSecret', status: 401, ...whole },
        ...{ target: expect.stringContaining('/secrets/postgresHost'), error_code: 'Unauthorized' },
      },
      {
        ...{ number: 4, service: 'gateway', operation: 'GET', route: 'api.zippopotam.us', status: 200 },
        ...{ ...whole, target: 'http://api.zippopotam.us/us/90210' },
      },
    ]);
  });

  it.each([
    ['?service=s3', ['s3']],
    ['?service=api', ['api']],
    ['?route=GetSecret', ['key-vault']],
    ['?service=api&route=GetSecret', []],
    ['?since=2', ['key-vault', 'gateway']],
    ['?since=1&limit=2', ['s3', 'key-vault']],
    ['?limit=1', ['gateway']],
    ['?since=4', []],
  ])('asked %s has those alone', async (query, services) => {
    await askEverybody();
    expect((await journal(query)).map(({ service }) => service)).toEqual(services);
  });

  it('is shown in part by each service', async () => {
    await askEverybody();
    const { api, s3, gateway } = playground.endpoints;
    for (const [name, { url }] of Object.entries({ api, s3, gateway })) {
      const entries = await journal('', url);
      expect(entries.map(({ service }) => service)).toEqual([name]);
      expect(JSON.parse((await ask('journal', 'GET', url)).text).total).toBe(1);
    }
  });

  it.each([
    ['?service=s4', 'unknown_service', "'s4'. There are api, s3, key-vault, gateway."],
    ['?service=', 'empty_parameter', "'service'"],
    ['?limit=0', 'out_of_range', 'between 1 and 10000, but is 0'],
    ['?limit=10001', 'out_of_range', 'but is 10001'],
    ['?limit=ten', 'not_an_integer', "'ten' is not a whole number"],
    ['?since=-1', 'out_of_range', 'but is -1'],
    ['?since=1&since=2', 'repeated_parameter', 'given 2 times'],
    ['?until=1', 'unexpected_parameter', 'until. There are service, route, since, limit.'],
  ])('refuses %s as %s', async (query, code, message) => {
    const answer = await ask(`journal${query}`);
    expect([answer.status, answer.code, JSON.parse(answer.text).error]).toEqual([
      400,
      code,
      expect.stringContaining(message),
    ]);
  });
});

it('counts what has ended, by service', async () => {
  await askEverybody();
  const { text, headers } = await ask('metrics');
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  for (const labels of [
    'service="api",operation="GET",route="pagination_offset",status="200"',
    'service="s3",operation="GET",route="GetObject",status="200"',
    'service="key-vault",operation="GET",route="GetSecret",status="401"',
    'service="gateway",operation="GET",route="api.zippopotam.us",status="200"',
  ])
    expect(text).toContain(`playground_requests_total{${labels}} 1\n`);
  const ofOne = (await ask('metrics?service=s3')).text;
  expect(ofOne).toContain('service="s3"');
  expect(ofOne).not.toContain('service="api"');
  expect((await ask('metrics?service=s4')).status).toBe(400);
});

it('says which services are well, and where they are', async () => {
  const { status, text } = await ask('health');
  const services = Object.entries(playground.endpoints).map(([name, { url }]) => [
    name,
    { status: 'ok', url },
  ]);
  expect([status, JSON.parse(text)]).toEqual([200, { status: 'ok', services: Object.fromEntries(services) }]);
});

describe('a reset', () => {
  it('of all forgets everything, and counts from 1', async () => {
    await askEverybody();
    expect(await ask('reset', 'POST')).toMatchObject({ status: 200, text: '{"status":"reset"}' });
    expect(await journal()).toEqual([]);
    await askEverybody();
    expect((await journal())[0]).toMatchObject({ number: 1 });
  });

  it('of one leaves the others', async () => {
    await askEverybody();
    expect(await ask('reset?service=s3', 'POST')).toMatchObject({ status: 200 });
    expect((await journal()).map(({ service }) => service)).toEqual(['api', 'key-vault', 'gateway']);
  });

  it('of nobody is refused', async () => {
    await askEverybody();
    expect(await ask('reset?service=s4', 'POST')).toMatchObject({ status: 400, code: 'unknown_service' });
    expect(await journal()).toHaveLength(4);
  });
});

it.each([
  ['GET', 'reset', 405, 'method_not_allowed', 'Use POST'],
  ['DELETE', 'journal', 405, 'method_not_allowed', 'Use GET'],
  ['GET', 'nothing', 404, 'unknown_path', 'There are GET /_playground/health'],
  ['GET', '../pagination/offset', 404, 'unknown_path', 'There are GET /_playground/health'],
])('%s %s is answered with %i', async (method, page, status, code, message) => {
  const answer = await ask(page, method);
  expect([answer.status, answer.code, answer.text]).toEqual([status, code, expect.stringContaining(message)]);
});

it.each([
  [{ Host: 'evil.example' }, 'foreign_host'],
  [{ Origin: 'http://localhost:3000' }, 'foreign_origin'],
  [{ 'Sec-Fetch-Site': 'cross-site' }, 'foreign_origin'],
])('is for no page that says %j', async (headers, code) => {
  for (const [method, page] of [
    ['GET', 'journal'],
    ['GET', 'health'],
    ['POST', 'reset'],
  ]) {
    const request = http.request(`${playground.controlUrl}/_playground/${page}`, { method, headers }).end();
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    answer.resume();
    expect([answer.statusCode, answer.headers['x-error-code']]).toEqual([403, code]);
  }
});

it('is told in the folder', async () => {
  const file = path.join(directory.path, 'data', 'control.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ url: playground.controlUrl });
});
