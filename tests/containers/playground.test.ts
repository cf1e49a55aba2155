import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { createDataset } from 'connector-playground/fixtures';
import {
  ConnectorPlaygroundContainer,
  type StartedConnectorPlaygroundContainer,
} from 'connector-playground/testcontainers';
import pg from 'pg';
import { clientOf as vaultClientOf } from '../services/key-vault/azure-client.ts';
import { exchange } from '../services/key-vault/exchange.ts';
import { IMAGE } from './support/images.ts';

const ANCHOR = new Date('2030-01-01T00:00:00Z');

const getJson = async (url: string): Promise<Record<string, unknown>> =>
  (await (await fetch(url)).json()) as Record<string, unknown>;

describe('a playground in a container', () => {
  let playground: StartedConnectorPlaygroundContainer;

  beforeAll(async () => {
    playground = await new ConnectorPlaygroundContainer(IMAGE).start();
  });

  afterAll(() => playground.stop());

  it('has endpoints of the very shape that an embedded one has', async () => {
    await using embedded = await createPlayground();
    expect(shapeOf(playground.endpoints)).toEqual(shapeOf(embedded.endpoints));
  });

  it('is where its getters say', async () => {
    const { endpoints } = playground;
    expect({
      apiUrl: playground.getApiUrl(),
      connectionUri: playground.getConnectionUri(),
      s3Url: playground.getS3Url(),
      vaultUrl: playground.getVaultUrl(),
      redshiftUri: playground.getRedshiftUri(),
      bastion: playground.bastion,
      s3: playground.s3,
      keyVault: playground.keyVault,
      gatewayUrl: playground.getGatewayUrl(),
      deprecated: [playground.apiUrl, playground.connectionUri, playground.gatewayUrl],
      redshift: playground.redshift,
      caCertificate: playground.caCertificate,
      seed: playground.seed,
    }).toEqual({
      apiUrl: endpoints.api.url,
      connectionUri: endpoints.postgres.url,
      s3Url: endpoints.s3.url,
      vaultUrl: endpoints['key-vault'].url,
      redshiftUri: endpoints.redshift.url,
      bastion: endpoints.bastion,
      s3: endpoints.s3,
      keyVault: endpoints['key-vault'],
      gatewayUrl: endpoints.gateway.url,
      deprecated: [endpoints.api.url, endpoints.postgres.url, endpoints.gateway.url],
      redshift: endpoints.redshift,
      caCertificate: await readFile(endpoints.gateway.caFile, 'utf8'),
      seed: 42,
    });
    expect(await getJson(`${playground.getApiUrl()}/pagination/offset`)).toMatchObject({ total: 200 });
  });

  it('resets what changed, all of it or what is named', async () => {
    const { url } = playground.endpoints.api;
    const client = new pg.Client(playground.getConnectionUri());
    client.on('error', () => undefined);
    await client.connect();
    await client.query('DELETE FROM users');
    await fetch(`${url}/export/csv`);
    await playground.reset('postgres');
    expect(await countUsers(playground.getConnectionUri())).toBe(200);
    expect(await getJson(`${url}/_playground/journal`)).not.toMatchObject({ total: 0 });
    await playground.reset();
    expect(await getJson(`${url}/_playground/journal`)).toMatchObject({ total: 0 });
  });

  it('goes back to a snapshot of the database', async () => {
    const client = new pg.Client(playground.getConnectionUri());
    client.on('error', () => undefined);
    await client.connect();
    await client.query('DELETE FROM users WHERE id <= 10');
    await playground.snapshot('ten_less');
    await playground.reset('postgres');
    expect(await countUsers(playground.getConnectionUri())).toBe(200);
    await playground.restoreSnapshot('ten_less');
    expect(await countUsers(playground.getConnectionUri())).toBe(190);
    await playground.reset('postgres');
  });

  it('keeps secrets that name the database as a program on this machine reaches it, after a reset too', async () => {
    const { host, port } = playground.endpoints.postgres;
    const vault = vaultClientOf(playground.keyVault);
    const address = async () => [
      (await vault.getSecret('postgresHost')).value,
      (await vault.getSecret('postgresPort')).value,
    ];
    expect(await address()).toEqual([host, String(port)]);
    await vault.setSecret('postgresHost', 'elsewhere');
    await playground.reset('key-vault');
    expect(await address()).toEqual([host, String(port)]);
  });

  it('answers for all sources at once, and says where in the environment', async () => {
    const url = playground.getControlUrl();
    expect(playground.environment()).toMatchObject({ PLAYGROUND_CONTROL_URL: url });
    await fetch(`${playground.getApiUrl()}/export/csv`);
    await exchange(playground.getVaultUrl(), playground.caCertificate, 'GET', '/secrets', {});
    const { entries } = (await getJson(`${url}/_playground/journal`)) as { entries: { route: string }[] };
    expect(entries.map(({ route }) => route)).toEqual(expect.arrayContaining(['export_csv', 'GetSecrets']));
    expect(await getJson(`${url}/_playground/health`)).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['pagination/keyset', {}],
    ['authentication/api_key', { api_key: 'playground-api-key' }],
    ['pagination/database_keyset', { database: 'playground', table_name: 'users' }],
  ])('configures the example %s', async (example, expected) => {
    expect(await playground.configurationFor(example)).toMatchObject(expected);
  });

  it('configures examples with its own addresses, keys and certificates', async () => {
    const { postgres: database, bastion } = playground.endpoints;
    expect(await playground.configurationFor('pagination/database_keyset')).toMatchObject({
      hostname: database.host,
      port: String(database.port),
    });
    expect(await playground.configurationFor('ssh_tunnels/using_bastion_server')).toMatchObject({
      bastion_port: String(bastion.port),
      bastion_private_key: bastion.key.rsaEncrypted.pem.base64,
    });
    const { ENCODED_CERTIFICATE = '' } = await playground.configurationFor(
      'using_base64_encoded_certificate',
    );
    expect(Buffer.from(ENCODED_CERTIFICATE, 'base64').toString()).toContain('BEGIN CERTIFICATE');
    await expect(playground.configurationFor('pagination/keysets')).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining('pagination/keyset'),
    });
  });

  it('gives an environment whose files are there', async () => {
    const { api, postgres: database, gateway } = playground.endpoints;
    const environment = playground.environment();
    expect(environment).toMatchObject({
      PLAYGROUND_API_URL: api.url,
      DATABASE_URL: database.url,
      HTTPS_PROXY: gateway.url,
      NO_PROXY: expect.stringContaining(database.host),
    });
    for (const variable of ['REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS', 'PLAYGROUND_BASTION_KEY_FILE'])
      expect([variable, existsSync(environment[variable] ?? '')]).toEqual([variable, true]);
  });
});

describe('a container of some sources', () => {
  it('is asked in sentences, and keeps to them', async () => {
    await using playground = await new ConnectorPlaygroundContainer(IMAGE)
      .withServices('api', 's3')
      .withSeed('random')
      .withRecords(1_000)
      .withAnchor(ANCHOR)
      .withCredentials('random')
      .withRateLimit(7)
      .start();
    expect(Object.keys(playground.endpoints)).toEqual(['api', 's3']);
    const response = await fetch(`${playground.getApiUrl()}/pagination/offset?order_type=desc&limit=1`);
    expect(response.headers.get('X-RateLimit-Limit')).toBe('7');
    const world = createDataset({ seed: playground.seed, records: 1_000, anchor: ANCHOR.getTime() });
    expect(await response.json()).toMatchObject({ total: 1_000, data: [world.people.at(999)] });
    expect(playground.endpoints.api.credentials.apiKey).not.toBe('playground-api-key');
    expect(() => playground.connectionUri).toThrow('postgres is not among the services');
    await expect(playground.configurationFor('pagination/database_keyset')).rejects.toMatchObject({
      code: 'ERR_NOT_STARTED',
    });
    await expect(playground.reset('gateway')).rejects.toMatchObject({ code: 'ERR_NOT_STARTED' });
  });

  it('takes modules that answer in place of a public host', async () => {
    await using playground = await new ConnectorPlaygroundContainer(IMAGE)
      .withServices('gateway')
      .withStandIns(path.resolve(import.meta.dirname, '../../examples/stand-in.js'))
      .start();
    expect(playground.endpoints.gateway.hosts).toContain('api.forecasts.example');
  });

  it('leaves no files on this machine after its end', async () => {
    const playground = await new ConnectorPlaygroundContainer(IMAGE).withServices('gateway').start();
    const { caFile } = playground.endpoints.gateway;
    expect(existsSync(caFile)).toBe(true);
    await playground.stop();
    expect(existsSync(path.dirname(path.dirname(caFile)))).toBe(false);
  });

  it('is found again after a restart', async () => {
    await using playground = await new ConnectorPlaygroundContainer(IMAGE)
      .withServices('api', 'gateway')
      .start();
    const { caFile } = playground.endpoints.gateway;
    await playground.restart();
    expect(await getJson(`${playground.getApiUrl()}/pagination/offset`)).toMatchObject({ total: 200 });
    expect(playground.endpoints.gateway.caFile).toBe(caFile);
    expect(await readFile(caFile, 'utf8')).toBe(playground.caCertificate);
  });
});

describe('a container that cannot start', () => {
  it('says which option was wrong', async () => {
    const container = new ConnectorPlaygroundContainer(IMAGE)
      .withServices('api')
      .withCommand(['--records', '-1']);
    await expect(container.start()).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringContaining('It must be a whole number from 0 to 1000000000000.'),
    });
  });

  it('says that its image is not there', async () => {
    await expect(
      new ConnectorPlaygroundContainer('connector-playground-of-nobody').start(),
    ).rejects.toMatchObject({
      code: 'ERR_NO_IMAGE',
      message: expect.stringContaining('There is no image connector-playground-of-nobody:latest here'),
    });
  });
});

async function countUsers(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS users FROM users');
  await client.end();
  return rows[0].users;
}

/** The names and types of everything in a value. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}
