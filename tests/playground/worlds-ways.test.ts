import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground, type PlaygroundWorld } from 'connector-playground';
import { connectThrough, createProxyClient, refusalOf } from '../support/proxy-client.ts';

type Sources = 'api' | 's3' | 'key-vault' | 'gateway';
let playground: Playground<Sources>;
let world: PlaygroundWorld<Sources>;
beforeAll(async () => {
  playground = await createPlayground({ services: ['api', 's3', 'key-vault', 'gateway'], records: 30 });
  world = await playground.world('w1', { seed: 7, world: 'living' });
  await playground.world('w1-b', { services: ['api'] });
});
afterAll(async () => {
  await playground?.stop();
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** A request with this Host, whatever the address. */
function ask(url: string, headers: Record<string, string> = {}, path?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers, ...(path !== undefined && { path }), agent: false });
    asking.once('error', reject);
    asking.once('response', async (response) => {
      const { statusCode = 0, headers: answered } = response;
      resolve({ status: statusCode, headers: answered, body: await text(response) });
    });
    asking.end();
  });
}

/** The last request in the journal of each world. */
async function lastTargets(): Promise<unknown[]> {
  return Promise.all(
    [playground, world].map(async ({ controlUrl }) => {
      const response = await fetch(`${controlUrl}/_playground/journal?limit=1`);
      const { entries } = (await response.json()) as { entries: { target: string }[] };
      return entries[0]?.target;
    }),
  );
}

const PATH = '/pagination/offset?limit=2';
const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('the API of the playground', () => {
  it.each<[string, Record<string, string>]>([
    ['a host name', { Host: 'w1.localhost:5001' }],
    ['a host name in upper case', { Host: 'W1.LOCALHOST' }],
    ['a key', { Authorization: 'apiKey sk_w1_playground-api-key' }],
    ['a token', { Authorization: 'Bearer sk_w1_something' }],
    ['a user', { Authorization: basic('w1:password') }],
    ['a client of OAuth', { Authorization: basic('w1-playground-client:secret') }],
  ])('answers for a world that %s means', async (_, headers) => {
    const direct = await ask(`${world.endpoints.api.url}${PATH}`);
    const { body, status, headers: answered } = await ask(`${playground.endpoints.api.url}${PATH}`, headers);
    expect({ status, body }).toEqual({ status: 200, body: direct.body });
    // Its time too.
    expect(answered['date']).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['another host name', { Host: 'w9.localhost' }],
    ['a user of another name', { Authorization: basic('w10:password') }],
    ['a header of a proxy', { 'Proxy-Authorization': basic('w1:x') }],
  ])('answers for the playground itself when %s is said', async (_, headers) => {
    const direct = await ask(`${world.endpoints.api.url}${PATH}`);
    const { body, status } = await ask(`${playground.endpoints.api.url}${PATH}`, headers);
    expect(status).toBe(200);
    expect(body).not.toBe(direct.body);
  });

  it('takes the host name before the key, and of two names the longer', async () => {
    const entriesOf = async ({ controlUrl }: PlaygroundWorld): Promise<number> =>
      ((await (await fetch(`${controlUrl}/_playground/journal`)).json()) as { total: number }).total;
    const [, other] = playground.worlds() as [PlaygroundWorld, PlaygroundWorld];
    const { url } = playground.endpoints.api;
    await ask(`${url}${PATH}`, { Host: 'w1-b.localhost', Authorization: 'apiKey sk_w1_x' });
    expect(await entriesOf(other)).toBe(1);
    await ask(`${url}${PATH}`, { Authorization: basic('w1-b-playground-client:secret') });
    expect(await entriesOf(other)).toBe(2);
  });

  it('leads to a world by its path, and links in the answer stay there', async () => {
    const { url } = playground.endpoints.api;
    const first = JSON.parse((await ask(`${url}/_worlds/w1/pagination/next_page_url?per_page=2`)).body);
    expect(first.next_page_url).toContain(`${url}/_worlds/w1/pagination/next_page_url?`);
    const second = JSON.parse((await ask(first.next_page_url)).body);
    const direct = await ask(`${world.endpoints.api.url}/pagination/offset?limit=2&offset=2`);
    expect(second.data).toEqual(JSON.parse(direct.body).data);
  });

  it('refuses a path to a world that there is not, and names those that there are', async () => {
    const { status, body, headers } = await ask(
      `${playground.endpoints.api.url}/_worlds/w9/pagination/offset`,
    );
    expect({ status, code: headers['x-error-code'], ...JSON.parse(body) }).toEqual({
      ...{ status: 404, code: 'unknown_world' },
      error: "There is no world 'w9' here. There are default, w1, w1-b.",
    });
  });
});

it.each([
  ['a host name', '', { Host: 'w1.localhost' }],
  ['a path', '/_worlds/w1', {}],
])('the control plane answers for a world that %s means', async (_, prefix, headers) => {
  const { body } = await ask(`${playground.controlUrl}${prefix}/_playground/clock`, headers);
  expect(JSON.parse(body)).toMatchObject({ world: 'living' });
});

describe('the object store of the playground', () => {
  it('answers for a world by its access key and its bucket', async () => {
    const { s3 } = world.endpoints;
    const client = new S3Client({
      ...{ endpoint: playground.endpoints.s3.url, region: s3.region, credentials: s3, forcePathStyle: true },
    });
    const Key = 'mine';
    await client.send(new PutObjectCommand({ Bucket: s3.bucket, Key, Body: 'x'.repeat(2_000_000) }));
    const { Contents = [] } = await client.send(
      new ListObjectsV2Command({ Bucket: s3.bucket, Prefix: 'mine' }),
    );
    expect(Contents.map((object) => object.Key)).toContain(Key);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: s3.bucket, Key }));
    expect(await Body?.transformToString()).toHaveLength(2_000_000);
    client.destroy();
    const { status } = await ask(`${playground.endpoints.s3.url}/${s3.bucket}/mine`);
    expect(status).toBe(403);
    expect(await lastTargets()).toContain(`/${s3.bucket}/mine`);
  });
});

describe('the gateway of the playground', () => {
  const proxyOf = (user: string): string => playground.endpoints.gateway.url.replace('//', `//${user}`);
  const throughProxy = async (user: string, url: string) => {
    const ca = await readFile(playground.endpoints.gateway.caFile, 'utf8');
    await using client = createProxyClient(proxyOf(user), { ca });
    return client.ask(url);
  };

  it.each(['https', 'http'])('answers by the user for a world, over %s', async (scheme) => {
    const url = `${scheme}://randomuser.me/api/?results=1&seed=x`;
    const own = await throughProxy('', url);
    const other = await throughProxy('w1:x@', url);
    const named = await throughProxy('default:x@', url);
    expect([own.status, other.status, named.status]).toEqual([200, 200, 200]);
    expect(JSON.parse(named.text).results).toEqual(JSON.parse(own.text).results);
    expect(JSON.parse(other.text).results).not.toEqual(JSON.parse(own.text).results);
    const [ownTarget, otherTarget] = await lastTargets();
    expect([ownTarget, otherTarget]).toEqual([url, url]);
  });

  it('leads to the sources of the world by their public names', async () => {
    const { status } = await throughProxy(
      'w1:x@',
      `https://s3.amazonaws.com/${world.endpoints.s3.bucket}/nothing`,
    );
    expect(status).toBe(403);
    expect((await lastTargets())[1]).toContain('/nothing');
  });

  it.each(['w9', 'w1-b'])('refuses the user %s over HTTP, who is no world with a gateway', async (user) => {
    const { status, headers, text: body } = await throughProxy(`${user}:x@`, 'http://randomuser.me/api/');
    expect(status).toBe(407);
    expect(headers['proxy-authenticate']).toMatch(/^Basic realm=/);
    expect(JSON.parse(body).error).toContain(`there is no world '${user}'. There are default, w1.`);
  });

  it('refuses a tunnel of such a user, and says why where clients show it', async () => {
    const tunnel = await connectThrough(proxyOf('w9:x@'), 'randomuser.me:443');
    expect(tunnel).toMatchObject({ status: 407, reason: 'No such world; there are default, w1' });
    expect((await refusalOf(tunnel)).error).toContain("there is no world 'w9'");
  });

  it('of the world takes every user', async () => {
    const { gateway } = world.endpoints;
    await using client = createProxyClient(gateway.url.replace('//', '//w9:x@'));
    expect((await client.ask('http://randomuser.me/api/')).status).toBe(200);
  });
});
