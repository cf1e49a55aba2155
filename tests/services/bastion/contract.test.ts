import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { type EmbeddedBastion, embeddedBastion } from '../../../services/bastion/embedded.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { logIn } from './ssh-client.ts';
import { startBastion } from './start-bastion.ts';
import { echo, startTarget } from './tcp-target.ts';

const directory = mkdtempSync(join(tmpdir(), 'bastion-contract-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** The journal is what clients change; it is read from the service that the suite made last. */
let latest: EmbeddedBastion;
describeServiceContract('bastion', {
  create: () => {
    latest = embeddedBastion({ port: 0, directory });
    return latest;
  },
  read: async ({ port: _port, knownHosts: _knownHosts, ...rest }) => ({ ...rest, journal: latest.journal() }),
  change: async (endpoints) => {
    await expect(logIn(endpoints, { password: 'wrong' })).rejects.toBeDefined();
  },
  connect: async (endpoints) => {
    using _client = await logIn(endpoints);
  },
});

it('ends open tunnels on a reset, and takes new ones', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target] });
  const { host, port } = target.target;
  using before = await logIn(bastion.endpoints);
  const open = await before.openTunnel(host, port);
  const ended = open.toArray();

  await bastion.service.reset();

  expect(await ended).toEqual([]);
  expect(bastion.service.journal()).toEqual([]);
  using after = await logIn(bastion.endpoints);
  const channel = await after.openTunnel(host, port);
  channel.end('still here');
  expect(Buffer.concat(await channel.toArray()).toString()).toBe('still here');
});

it('names the port that another program has', async () => {
  await using bastion = await startBastion();
  const { port } = bastion.endpoints;
  await expect(embeddedBastion({ port, directory }).start()).rejects.toMatchObject({
    code: 'ERR_PORT_TAKEN',
    message: expect.stringContaining(`127.0.0.1:${port}`),
  });
});
