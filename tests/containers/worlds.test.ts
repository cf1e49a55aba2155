import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import {
  ConnectorPlaygroundContainer,
  type StartedConnectorPlaygroundContainer,
  type StartedWorld,
} from 'connector-playground/testcontainers';
import pg from 'pg';
import { exchange, type Sent } from '../services/key-vault/exchange.ts';
import { connectThrough, createProxyClient, refusalOf } from '../support/proxy-client.ts';
import { IMAGE } from './support/images.ts';

type Source = 'api' | 'postgres' | 's3' | 'key-vault' | 'gateway';
let playground: StartedConnectorPlaygroundContainer<Source | 'redshift'>;
let world: StartedWorld<Source>;

beforeAll(async () => {
  playground = await new ConnectorPlaygroundContainer(IMAGE)
    .withServices('api', 'postgres', 's3', 'key-vault', 'gateway', 'redshift')
    .withRecords(50)
    .withFaults({ on: { path: '/export/csv' }, do: { status: 503 } })
    .start();
  world = await playground.world('w1', {
    ...{ world: 'living', seed: 7, records: 30 },
    faults: [{ on: { path: '/export/csv' }, do: { status: 502 } }],
  });
});
afterAll(() => playground?.stop());

const getJson = async (url: string): Promise<Record<string, unknown>> =>
  (await (await fetch(url)).json()) as Record<string, unknown>;

describe('a further world of a container', () => {
  it('has the services that can be reached, with the names and credentials of an embedded one', async () => {
    await using embedded = await createPlayground({
      services: ['api', 'postgres', 's3', 'key-vault', 'gateway'],
    });
    await using alike = await embedded.world('w1');
    expect(Object.keys(world.endpoints).sort()).toEqual(Object.keys(alike.endpoints).sort());
    const { api, s3, postgres } = alike.endpoints;
    expect(world.endpoints).toMatchObject({
      api: { credentials: api.credentials },
      s3: { accessKeyId: s3.accessKeyId, bucket: s3.bucket },
      postgres: { database: postgres.database, owner: postgres.owner, reader: postgres.reader },
    });
  });

  it('answers by the path of the API, and keeps to it', async () => {
    const { url } = world.endpoints.api;
    expect(url).toBe(`${playground.getApiUrl()}/_worlds/w1`);
    const first = await getJson(`${url}/pagination/next_page_url?per_page=2`);
    expect(first['next_page_url']).toContain(`${url}/pagination/next_page_url?`);
    const direct = await getJson(`${url}/pagination/offset?limit=2`);
    expect(direct['total']).toBe(
      world.truth.tables.find(({ name }) => name === 'people')?.seenAt((await world.clock.now()).getTime())
        .size,
    );
    expect((await getJson(`${playground.getApiUrl()}/pagination/offset`))['total']).toBe(50);
  });

  it('answers by the key and the bucket of the object store', async () => {
    const { url, region, bucket: Bucket, ...credentials } = world.endpoints.s3;
    const client = new S3Client({ endpoint: url, region, credentials, forcePathStyle: true });
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'certs/client.pem' }));
    expect(await Body?.transformToString()).toContain('BEGIN CERTIFICATE');
    client.destroy();
  });

  it('answers by the user of the proxy', async () => {
    await using proxied = createProxyClient(world.endpoints.gateway.url, { ca: playground.caCertificate });
    await proxied.ask('https://api.weather.gov/');
    const told = async (url: string): Promise<string> =>
      JSON.stringify(await getJson(`${url}/_playground/journal`));
    expect(await told(world.controlUrl)).toContain('api.weather.gov');
    expect(await told(playground.getControlUrl())).not.toContain('api.weather.gov');
  });

  it.each(['owner', 'reader'] as const)('answers by user and database for its %s', async (role) => {
    const { host, port, database, [role]: login } = world.endpoints.postgres;
    const client = new pg.Client({ host, port, database, ...login, ssl: { rejectUnauthorized: false } });
    await client.connect();
    const { rows } = await client.query('SELECT current_database() AS name');
    await client.end();
    expect(rows).toEqual([{ name: 'w1' }]);
  });

  it('has a vault whose secrets name its database as a program on this machine reaches it, after a reset too', async () => {
    const { host, port } = world.endpoints.postgres;
    const { url, tenantId, clientId, clientSecret } = world.endpoints['key-vault'];
    const ask = (method: string, asked: string, sent: Sent) =>
      exchange(url, playground.caCertificate, method, new URL(url).pathname + asked, sent);
    for (const before of [undefined, () => world.reset()]) {
      await before?.();
      const scope = 'https://vault.azure.net/.default';
      const form = {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope,
      };
      const { body } = await ask('POST', `/${tenantId}/oauth2/v2.0/token`, { form });
      const headers = { Authorization: `Bearer ${body.access_token}` };
      const secret = async (name: string) =>
        (await ask('GET', `/secrets/${name}?api-version=7.4`, { headers })).body.value;
      expect([await secret('postgresHost'), await secret('postgresPort')]).toEqual([host, String(port)]);
    }
  });

  it('has a clock of its own', async () => {
    const before = await playground.clock.now();
    expect(await world.clock.advance('5m')).toEqual(new Date('2026-01-01T00:05:00Z'));
    expect((await playground.clock.now()).getTime() - before.getTime()).toBeLessThan(5 * 60_000);
    await world.reset();
    expect(await world.clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'));
  });

  it('has faults of its own from the start, and later', async () => {
    const statusOf = async (url: string): Promise<number> => (await fetch(`${url}/export/csv`)).status;
    const { url } = world.endpoints.api;
    await world.reset();
    expect([await statusOf(url), await statusOf(url)]).toEqual([502, 200]);
    expect([await statusOf(playground.getApiUrl()), await statusOf(playground.getApiUrl())]).toEqual([
      503, 200,
    ]);
    const [added] = await world.faults.add({ on: { path: '/export/csv' }, do: { status: 418 } });
    expect([await statusOf(url), await statusOf(playground.getApiUrl())]).toEqual([418, 200]);
    expect(await world.faults.list()).toMatchObject([{ fired: 1 }, { ...added, fired: 1 }]);
    await world.faults.clear(added?.id);
    expect(await world.faults.list()).toHaveLength(1);
    expect(await playground.faults.list()).toMatchObject([{ do: { status: 503 }, fired: 1 }]);
  });

  it('has the configuration of an example, and an environment', async () => {
    expect(await world.configurationFor('authentication/api_key')).toMatchObject({
      api_key: 'sk_w1_playground-api-key',
    });
    expect(world.environment()).toMatchObject({
      PLAYGROUND_API_URL: world.endpoints.api.url,
      HTTPS_PROXY: world.endpoints.gateway.url,
    });
  });

  it('has a rate limit and hosts of its own', async () => {
    const allowedHosts = ['*.example.org'];
    await using limited = await playground.world('limited', { rateLimit: { capacity: 3 }, allowedHosts });
    const limitOf = async (url: string): Promise<string | null> =>
      (await fetch(`${url}/pagination/offset`)).headers.get('X-RateLimit-Limit');
    expect(await limitOf(limited.endpoints.api.url)).toBe('3');
    expect(await limitOf(playground.getApiUrl())).toBeNull();
    const hosts = async (url: string): Promise<string> =>
      (await refusalOf(await connectThrough(url, 'nobody.example:443'))).error;
    expect(await hosts(limited.endpoints.gateway.url)).toContain('*.example.org');
    expect(await hosts(world.endpoints.gateway.url)).not.toContain('*.example.org');
  });

  it('ends with its scope, and its name is free again', async () => {
    for (const seed of [1, 2]) {
      await using brief = await playground.world('brief', { services: ['api'], seed });
      expect(Object.keys(brief.endpoints)).toEqual(['api']);
      await brief.delete();
      expect((await fetch(`${brief.endpoints.api.url}/export/csv`)).status).toBe(404);
    }
  });
});

describe('what a world in a container cannot have is refused', () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'the bastion',
      () => playground.world('w2', { services: ['api', 'bastion'] }),
      /bastion of a further world/,
    ],
    ['Redshift', () => playground.world('w2', { services: ['redshift'] }), /redshift of a further world/],
    [
      'a service by another name',
      () => playground.world('w2', { services: ['s4' as 's3'] }),
      /no service 's4'/,
    ],
    ['an option', () => playground.world('w2', { ports: { api: 1 } } as object), /no option 'ports'/],
    [
      'a stand-in',
      () => playground.world('w2', { standIns: [] } as object),
      /\(standIns\): they are code\. Give them to the container by withStandIns\(\)/,
    ],
    ['a limit', () => playground.world('w2', { rateLimit: { capacity: 0.5 } }), /rateLimit\.capacity.*0\.5/],
    ['a host', () => playground.world('w2', { allowedHosts: ['a b'] }), /'a b': that is not a host/],
    ['a value', () => playground.world('w2', { records: -1 }), /records/],
    ['an anchor', () => playground.world('w2', { anchor: 'soon' }), /soon/],
    ['a name', () => playground.world('W2'), /The name of a world/],
    ['the name of another', () => playground.world('w1'), /There is a world 'w1' already/],
    ['a bad fault', () => playground.world('w2', { faults: [{ on: { path: '/' } }] }), /must say 'do'/],
    [
      'no one’s fault',
      () => playground.world('w2', { faults: [{ on: { tcp: 'api' }, do: 'reset' }] }),
      /'api'/,
    ],
    ['a statement', () => world.faults.add({ on: { sql: 'SELECT*' }, do: 'reset' }), /port of its world/],
    ['a session', () => world.faults.add({ on: { tcp: 'postgres' }, do: 'reset' }), /port of its world/],
  ])('%s', async (_what, ask, message) => {
    await expect(ask()).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringMatching(message),
    });
    const { worlds } = (await getJson(`${playground.getControlUrl()}/_playground/worlds`)) as {
      worlds: object[];
    };
    expect(worlds).toMatchObject([{ name: 'w1' }]);
  });
});
