import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  ApiContainer,
  type Authority,
  BastionContainer,
  ConnectorPlaygroundContainer,
  GatewayContainer,
  KeyVaultContainer,
  openAuthority,
  PostgresContainer,
  RedshiftContainer,
  S3Container,
} from 'connector-playground/testcontainers';
import pg from 'pg';
import { type GenericContainer, Network, type StartedTestContainer } from 'testcontainers';
import { Undo } from '../../core/undo.ts';
import type { BastionEndpoints } from '../../services/bastion/endpoints.ts';
import type { GatewayEndpoints } from '../../services/gateway/endpoints.ts';
import { signIn } from '../../services/key-vault/client.ts';
import type { KeyVaultEndpoints } from '../../services/key-vault/endpoints.ts';
import type { PostgresEndpoints } from '../../services/postgres-seed/endpoints.ts';
import type { RedshiftEndpoints } from '../../services/redshift/endpoints.ts';
import { logIn } from '../services/bastion/ssh-client.ts';
import { rowsOf } from '../services/redshift/with-door.ts';
import { createProxyClient } from '../support/proxy-client.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { listingOf } from './questions/s3.ts';
import { IMAGE, imageOf } from './support/images.ts';

const run = promisify(execFile);
const undo = new Undo();
/** Finds no container of another run. */
const suite = { suite: randomUUID() };
let directory: string;
let network: string;
let authority: Authority;

interface StartedSource<Endpoints> extends StartedTestContainer {
  readonly endpoints: Endpoints;
}

/** A class whose containers may be reused. */
interface Reusable {
  start(): Promise<StartedSource<unknown>>;
  /** What clients do with the endpoints of a started one: they trust it, log in and ask. */
  use(started: StartedSource<unknown>): Promise<unknown>;
  readonly answer: unknown;
}

function reusable<Endpoints>(
  create: () => GenericContainer,
  use: (endpoints: Endpoints) => Promise<unknown>,
  answer: unknown,
): Reusable {
  return {
    start: () => startReusable(create()) as Promise<StartedSource<Endpoints>>,
    use: ({ endpoints }) => use(endpoints as Endpoints),
    answer,
  };
}

async function startReusable(container: GenericContainer): Promise<StartedTestContainer> {
  const started = await container.withLabels(suite).withReuse().start();
  undo.defer(async () => void (await run('docker', ['rm', '--force', '--volumes', started.getId()])));
  return started;
}

const newPostgres = () => new PostgresContainer(imageOf('postgres')).withPostgresRows(50);
const newDatabase = () => newPostgres().withNetworkMode(network).withNetworkAliases('postgres');
const newVault = () => new KeyVaultContainer(imageOf('key-vault')).withSecrets({ name: 'value' });
const newGateway = () => new GatewayContainer(imageOf('gateway'));
const newS3 = () => new S3Container(imageOf('s3'));
const DATABASE = { database: 'playground', user: 'playground', password: 'playground-password' };

beforeAll(async () => {
  const temporary = await temporaryDirectory();
  undo.defer(async () => temporary[Symbol.asyncDispose]());
  directory = temporary.path;
  authority = await openAuthority(path.join(directory, 'authority'));
  await Promise.all(['one', 'two'].map(writeStandIn));
  const made = await new Network().start();
  undo.defer(async () => void (await made.stop()));
  network = made.getName();
  await startReusable(newDatabase());
});

afterAll(() => undo.run());

const CLASSES: Readonly<Record<string, Reusable>> = {
  ApiContainer: reusable(
    () => new ApiContainer(imageOf('api')),
    async ({ url }: { url: string }) => (await fetch(`${url}/pagination/keyset`)).status,
    200,
  ),
  PostgresContainer: reusable(newPostgres, throughTls, [{ count: 50 }]),
  KeyVaultContainer: reusable(
    newVault,
    async (endpoints: KeyVaultEndpoints) => typeof (await signIn(endpoints)).ask,
    'function',
  ),
  GatewayContainer: reusable(newGateway, throughGateway, 200),
  BastionContainer: reusable(
    () => new BastionContainer(imageOf('bastion')).withNetworkMode(network).withTargets('postgres:5432'),
    everyKeyOf,
    Array.from({ length: 6 }, () => 'a tunnel'),
  ),
  RedshiftContainer: reusable(
    () =>
      new RedshiftContainer(imageOf('redshift'))
        .withNetworkMode(network)
        .withDatabase({ host: 'postgres', port: 5432, ...DATABASE }),
    (endpoints: RedshiftEndpoints) => rowsOf(endpoints, 'SELECT 1 AS one'),
    [{ one: 1 }],
  ),
  S3Container: reusable(newS3, listingOf, expect.arrayContaining([expect.anything()])),
  ConnectorPlaygroundContainer: reusable(
    () =>
      new ConnectorPlaygroundContainer(IMAGE)
        .withServices('bastion', 'postgres', 'gateway')
        .withPostgresRows(50),
    async ({ bastion, gateway }: { bastion: BastionEndpoints; gateway: GatewayEndpoints }) => [
      await everyKeyOf(bastion),
      await throughGateway(gateway),
    ],
    [Array.from({ length: 6 }, () => 'a tunnel'), 200],
  ),
};

it.each(Object.entries(CLASSES))(
  '%s that is reused is the same container, and its clients trust it and log in',
  async (_name, { start, use, answer }) => {
    const first = await start();
    const second = await start();
    expect(second.getId()).toBe(first.getId());
    expect([await use(first), await use(second)]).toEqual([answer, answer]);
  },
);

/** Settings that are not part of what the engine is told when it makes a container. */
const OTHER_SETTINGS: Readonly<Record<string, readonly [() => GenericContainer, () => GenericContainer]>> = {
  'rows of the database': [newPostgres, () => newPostgres().withPostgresRows(51)],
  'seed of the database': [newPostgres, () => newPostgres().withSeed(7)],
  'authority of the database': [newPostgres, () => newPostgres().withAuthority(authority)],
  'network of the database': [newPostgres, newDatabase],
  'seed of the store': [newS3, () => newS3().withSeed(7)],
  'files of the store': [newS3, () => newS3().withS3Files(3)],
  'authority of the vault': [newVault, () => newVault().withAuthority(authority)],
  'authority of the gateway': [newGateway, () => newGateway().withAuthority(authority)],
  'text of a stand-in': [() => newPlayground('one'), () => newPlayground('two')],
};

it.each(Object.entries(OTHER_SETTINGS))('another %s is another container', async (_what, [one, other]) => {
  const first = await startReusable(one());
  const second = await startReusable(other());
  expect(second.getId()).not.toBe(first.getId());
});

it('with the same authority is the same container, after its authority was opened again', async () => {
  const again = await openAuthority(path.join(directory, 'authority'));
  const first = await startReusable(newVault().withAuthority(authority));
  const second = await startReusable(newVault().withAuthority(again));
  expect(second.getId()).toBe(first.getId());
});

/** With a stand-in under the same name, and another text. */
function newPlayground(text: 'one' | 'two'): GenericContainer {
  return new ConnectorPlaygroundContainer(IMAGE)
    .withServices('gateway')
    .withStandIns(path.join(directory, text, 'stand-in.mjs'));
}

async function writeStandIn(text: string): Promise<void> {
  await mkdir(path.join(directory, text));
  const module = `export const standIn = {
    hosts: ['${text}.example.com'],
    mount(router) { router.get('/', (ctx) => { ctx.body = '${text}'; }); },
  };`;
  await writeFile(path.join(directory, text, 'stand-in.mjs'), module);
}

async function throughTls({ host, port, database, owner, ca }: PostgresEndpoints): Promise<unknown[]> {
  const client = new pg.Client({ host, port, database, ...owner, ssl: { ca: ca as string } });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS count FROM people');
  await client.end();
  return rows;
}

async function throughGateway({ url, caFile }: GatewayEndpoints): Promise<number> {
  await using client = createProxyClient(url, { ca: await readFile(caFile) });
  return (await client.ask('https://swapi.dev/api/people/1/')).status;
}

const KEYS = ['rsa', 'rsaEncrypted', 'ecdsa', 'ecdsaEncrypted', 'ed25519', 'ed25519Encrypted'] as const;

/** Logs in with every key to a bastion that proves one of its host keys. */
async function everyKeyOf(endpoints: BastionEndpoints): Promise<string[]> {
  const known = endpoints.hostKeys.map(({ fingerprint }) => fingerprint);
  const { user, passphrase } = endpoints.key;
  const opened: string[] = [];
  for (const key of KEYS) {
    using client = await logIn(endpoints, {
      username: user,
      privateKey: await readFile(endpoints.key[key].openSsh.path),
      passphrase,
      hostVerifier: (presented: Buffer) =>
        known.includes(
          `SHA256:${createHash('sha256').update(presented).digest('base64').replaceAll('=', '')}`,
        ),
    });
    const tunnel = await client.openTunnel('postgres', 5432);
    tunnel.destroy();
    opened.push('a tunnel');
  }
  return opened;
}
