import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import ssh2, { type ConnectConfig } from 'ssh2';
import { Undo } from '../../core/undo.ts';
import { resetStarted } from '../../playground/reset-started.ts';
import type { BastionEndpoints } from '../../services/bastion/endpoints.ts';
import { keyVault } from '../contract/subjects/key-vault.ts';
import { postgres } from '../contract/subjects/postgres.ts';
import { s3 } from '../contract/subjects/s3.ts';
import { logIn } from '../services/bastion/ssh-client.ts';
import { createProxyClient } from '../support/proxy-client.ts';
import { apiQuestions } from './questions/api.ts';
import { bastionQuestions } from './questions/bastion.ts';
import { databaseQuestions } from './questions/database.ts';
import { gatewayQuestions } from './questions/gateway.ts';
import { keyVaultQuestions } from './questions/key-vault.ts';
import { redshiftQuestions } from './questions/redshift.ts';
import { s3Questions } from './questions/s3.ts';
import { describeSameAnswers } from './questions/same-answers.ts';
import { type ComposeProject, startComposeProject } from './support/compose-project.ts';

const undo = new Undo();
let embedded: Playground;
let project: ComposeProject;

beforeAll(async () => {
  project = await startComposeProject();
  undo.defer(async () => project[Symbol.asyncDispose]());
  embedded = await createPlayground();
  undo.defer(() => embedded.stop());
});

afterAll(() => undo.run());

describeSameAnswers('api', apiQuestions, () => both('api'));
describeSameAnswers('postgres', databaseQuestions, () => both('postgres'));
describeSameAnswers('bastion', bastionQuestions, () => both('bastion'));
describeSameAnswers('s3', s3Questions, () => both('s3'));
describeSameAnswers('key-vault', keyVaultQuestions, () => both('key-vault'));
describeSameAnswers('gateway', gatewayQuestions, () => both('gateway'));
describeSameAnswers('redshift', redshiftQuestions, () => both('redshift'));

function both<Name extends keyof Playground['endpoints']>(service: Name) {
  return [embedded.endpoints[service], project.endpoints[service]] as const;
}

describe('the bastion of Compose', () => {
  it('lets in nobody by another way', async () => {
    const { bastion } = project.endpoints;
    const { password, key } = bastion;
    const stranger = ssh2.utils.generateKeyPairSync('ed25519').private;
    const ways: readonly ConnectConfig[] = [
      { username: 'root', password: password.password },
      { username: 'root', password: '' },
      { username: 'nobody', password: password.password },
      { username: password.user, password: 'wrong' },
      { username: password.user, password: '' },
      { username: key.user, password: password.password },
      { username: password.user, privateKey: key.ed25519.openSsh.text, password: '-' },
      { username: 'root', privateKey: key.ed25519.openSsh.text, password: '-' },
      { username: key.user, privateKey: stranger, password: '-' },
    ];
    for (const way of ways) {
      await expect(logIn(bastion, { ...way, tryKeyboard: true })).rejects.toMatchObject({
        level: 'client-authentication',
      });
    }
  });

  it('forwards to the listed targets and to nothing else', async () => {
    const { bastion } = project.endpoints;
    expect(await openPorts(bastion)).toEqual(
      bastion.forwards.map(({ host, port }) => `${host}:${port}`).sort(),
    );
  });

  it('opens no port for its clients, and no unix socket', async () => {
    using ssh = await logIn(project.endpoints.bastion);
    const refused = (ask: (done: (error?: Error) => void) => void) => new Promise(ask);
    expect(await refused((done) => ssh.client.forwardIn('127.0.0.1', 0, done))).toBeInstanceOf(Object);
    expect(
      await refused((done) => ssh.client.openssh_forwardOutStreamLocal('/run/bastion/shadow', done)),
    ).toBeInstanceOf(Object);
  });
});

/** Every place that a tunnel can be opened to, of all names that the network has and many ports. */
async function openPorts(bastion: BastionEndpoints): Promise<string[]> {
  const names = ['127.0.0.1', '::1', '0.0.0.0', 'localhost', 'api', 'postgres', 'db.private.internal'];
  const others = ['bastion', 's3', 'seed', 'key-vault', 'gateway', 'redshift', 'example.com', '192.0.2.1'];
  const ports = [1, 22, 53, 80, 443, 2222, 5001, 5005, 5432, 5439, 8080, 8443, 9000, 9010, 65_535];
  using ssh = await logIn(bastion);
  const open: string[] = [];
  for (const host of [...names, ...others]) {
    for (const port of ports) {
      const outcome = await ssh.openTunnel(host, port).then(
        (channel) => {
          channel.destroy();
          return 'open';
        },
        ({ reason }) => reason,
      );
      if (outcome === 'open') open.push(`${host}:${port}`);
      // 1: administratively prohibited (RFC 4254, section 5.1). Nothing was tried.
      else expect([host, port, outcome]).toEqual([host, port, 1]);
    }
  }
  return open.sort();
}

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly next_page_url: string | null;
}

describe('three replicas of the API behind the gateway', () => {
  it('give a sync that pages across them every row once', async () => {
    await using client = createProxyClient(project.endpoints.gateway.url);
    const ids: string[] = [];
    let next: string | null = 'http://api.playground.internal/pagination/next_page_url?per_page=10';
    while (next !== null) {
      const page: Page = (await client.ask(next)).json();
      ids.push(...page.data.map(({ id }) => id));
      next = page.next_page_url;
    }
    expect(ids).toHaveLength(200);
    expect(new Set(ids).size).toBe(200);

    const { port } = new URL(project.endpoints.api.url);
    const totals = await Promise.all(
      [0, 1, 2].map(async (replica) => {
        const url = `http://127.0.0.1:${Number(port) + replica}/_playground/journal`;
        return ((await (await fetch(url)).json()) as { entries: { target: string }[] }).entries.filter(
          (entry) => entry.target.includes('per_page=10'),
        ).length;
      }),
    );
    expect(Math.min(...totals)).toBeGreaterThan(0);
  });
});

it('is reset from this machine', async () => {
  const { endpoints } = project;
  const read = async () => [
    await postgres.read(endpoints.postgres),
    await s3.read(endpoints.s3),
    await keyVault.read(endpoints['key-vault']),
  ];
  const before = await read();
  await postgres.change?.(endpoints.postgres);
  await s3.change?.(endpoints.s3);
  await keyVault.change?.(endpoints['key-vault']);
  const changed = await read();
  expect(changed.map((state, index) => JSON.stringify(state) === JSON.stringify(before[index]))).toEqual([
    false,
    false,
    false,
  ]);
  await resetStarted(endpoints, []);
  expect(await read()).toEqual(before);
});
