import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import type { PresentedEntry } from '../../core/control/present-entry.ts';
import { createPlayground, type Playground } from '../../playground/playground.ts';
import { logIn } from '../services/bastion/ssh-client.ts';
import { login, session } from '../services/gateway/snowflake/sign-in.ts';
import { clientOf as vaultOf } from '../services/key-vault/azure-client.ts';
import { rowsOf } from '../services/postgres-seed/with-postgres.ts';
import { connected } from '../services/redshift/with-door.ts';
import { clientOf as storeOf } from '../services/s3-minio/started-s3.ts';
import { createProxyClient } from '../support/proxy-client.ts';

jest.setTimeout(60_000);

const NAMES = ['postgres', 'bastion', 's3', 'key-vault', 'gateway', 'redshift'] as const;
let playground: Playground<(typeof NAMES)[number]>;

beforeAll(async () => {
  playground = await createPlayground({ services: NAMES, postgresRows: 100 });
});
beforeEach(() => playground.reset());
afterAll(() => playground.stop());

/** Once, and without a wait: whoever has been answered finds it in the journal. */
async function journal(query = ''): Promise<readonly PresentedEntry[]> {
  const answer = await fetch(`${playground.controlUrl}/_playground/journal${query}`);
  return ((await answer.json()) as { entries: PresentedEntry[] }).entries;
}

/** As `sshtunnel` does it: a port of this machine that leads through the bastion. */
async function readThroughTheBastion(sql: string): Promise<void> {
  const { bastion, postgres } = playground.endpoints;
  using ssh = await logIn(bastion);
  const server = createServer(async (socket) => {
    const channel = await ssh.openTunnel('db.private.internal', 5432);
    socket.pipe(channel).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { database, owner } = postgres;
  const client = new pg.Client({ host: '127.0.0.1', port, database, ...owner });
  await client.connect();
  await client.query(sql);
  await client.end();
  server.close();
  await once(server, 'close');
}

it('shows the tunnel, the statements, the objects and the secrets that a run read', async () => {
  await readThroughTheBastion('SELECT id, name FROM users WHERE id <= 10 ORDER BY id');
  const store = storeOf(playground.endpoints.s3);
  const Bucket = playground.endpoints.s3.bucket;
  await store.send(new ListObjectsV2Command({ Bucket, Prefix: 'people/' }));
  const object = await store.send(new GetObjectCommand({ Bucket, Key: 'people/people.csv' }));
  await object.Body?.transformToString();
  store.destroy();
  await vaultOf(playground.endpoints['key-vault']).getSecret('postgresPassword');

  const entries = await journal();
  const has = (entry: object) => expect(entries).toContainEqual(expect.objectContaining(entry));
  has({ service: 'bastion', operation: 'login', target: 'playground', error_code: null });
  has({
    ...{ service: 'bastion', operation: 'tunnel', target: 'db.private.internal:5432', route: 'postgres' },
    ...{ error_code: null, bytes: expect.any(Number) },
  });
  has({ service: 'postgres', operation: 'login', target: 'playground', error_code: null });
  has({
    ...{ service: 'postgres', operation: 'query', route: 'SELECT', error_code: null },
    ...{ target: 'SELECT id, name FROM users WHERE id <= 10 ORDER BY id', duration_ms: expect.any(Number) },
  });
  has({ service: 's3', route: 'ListObjectsV2', status: 200 });
  has({
    service: 's3',
    route: 'GetObject',
    target: expect.stringContaining('people/people.csv'),
    status: 200,
  });
  has({
    service: 'key-vault',
    route: 'GetSecret',
    target: expect.stringContaining('postgresPassword'),
    status: 200,
  });
  expect(JSON.stringify(entries)).not.toContain(playground.endpoints.postgres.owner.password);
});

it('has each statement once, by the door that its client came through', async () => {
  const { postgres, redshift, gateway } = playground.endpoints;
  await rowsOf(postgres, 'SELECT 1 AS by_postgres');
  await connected(
    redshift,
    async (client) => {
      await client.query('SELECT 2 AS by_redshift');
      const { rows } = await client.query("SELECT current_setting('application_name') AS name");
      // The client sees the name that it gave.
      expect(rows).toEqual([{ name: 'my connector' }]);
    },
    { application_name: 'my connector' },
  );
  await using proxy = createProxyClient(gateway.url, { ca: await readFile(gateway.caFile, 'utf8') });
  const { user, password } = postgres.reader;
  expect((await login(proxy, { user, password: 'geheim' })).code).toBe('390100');
  const ask = await session(proxy, { user, password });
  expect(await ask('SELECT 3 AS by_snowflake')).toMatchObject({ success: true });
  expect(await ask('SELECT * FROM nowhere')).toMatchObject({ success: false });

  // Within a service they are in order; what comes from the database's log is a moment late.
  const entries = (await journal())
    .filter(({ operation }) => operation !== 'CONNECT')
    .sort((one, other) => one.service.localeCompare(other.service));
  const route = '*.snowflakecomputing.com';
  expect(
    entries.map(({ service, operation, target, route, error_code }) => [
      service,
      operation,
      target,
      route,
      error_code,
    ]),
  ).toEqual([
    ['gateway', 'login', 'playground_reader', route, '390100'],
    ['gateway', 'login', 'playground_reader', route, null],
    ['gateway', 'query', 'SELECT 3 AS by_snowflake', route, null],
    ['gateway', 'query', 'SELECT * FROM nowhere', route, '002003'],
    ['postgres', 'login', 'playground', null, null],
    ['postgres', 'query', 'SELECT 1 AS by_postgres', 'SELECT', null],
    ['redshift', 'login', 'awsuser', null, null],
    ['redshift', 'query', 'SELECT 2 AS by_redshift', 'SELECT', null],
    ['redshift', 'query', "SELECT current_setting('application_name') AS name", 'SELECT', null],
  ]);
});
