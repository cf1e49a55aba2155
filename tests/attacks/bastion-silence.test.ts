import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { logIn } from '../services/bastion/ssh-client.ts';
import { type StartedBastion, startBastion } from '../services/bastion/start-bastion.ts';

const CLIENTS = 1_000;
let bastion: StartedBastion;
/** Here all of them fit, so that a login must come in over the heads of 1,000 that sit. */
let wide: StartedBastion;

beforeAll(async () => {
  bastion = await startBastion({ random: () => 0.999 });
  wide = await startBastion({ limits: { maxStartups: { start: 1_000, rate: 100, full: 1_000 } } });
});
afterAll(async () => {
  await bastion[Symbol.asyncDispose]();
  await wide[Symbol.asyncDispose]();
});

/** Opens connections that say those words and nothing more. */
async function crowd({ endpoints }: StartedBastion, words: string): Promise<Disposable> {
  const sockets = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const socket: Socket = connect(endpoints.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      if (words !== '') socket.write(words);
      return socket.resume();
    }),
  );
  return {
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe.each([
  ['the default limits', () => bastion],
  ['places for 1,000', () => wide],
])('with %s', (_which, started) => {
  it.each([
    ['say nothing', ''],
    ['said what they are', 'SSH-2.0-silent\r\n'],
    ['said half of what they are', 'SSH-2.0-si'],
    ['sent half a packet', 'SSH-2.0-silent\r\n\0\0\x01\x00'],
  ])('a login works while 1,000 connections that %s sit', async (_what, words) => {
    using _crowd = await crowd(started(), words);
    using ssh = await logIn(started().endpoints);
    expect(ssh.client).toBeDefined();
  });
});

it('lets OpenSSH in while 1,000 sit silent', async () => {
  using _crowd = await crowd(bastion, '');
  const { host, port, key } = bastion.endpoints;
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'BatchMode=yes'];
  const end = promisify(execFile)('ssh', [
    ...['-v', '-F', 'none', '-i', key.ed25519.openSsh.path, '-p', String(port)],
    ...options.flatMap((option) => ['-o', option]),
    ...[`${key.user}@${host}`, 'true'],
  ]);
  // A command is refused, but only to whoever has logged in.
  await expect(end).rejects.toMatchObject({ stderr: expect.stringContaining('Authenticated to 127.0.0.1') });
});

it('leaves nobody behind when the crowd is gone', async () => {
  await bastion.service.reset();
  const first = await logIn(bastion.endpoints);
  first[Symbol.dispose]();
  await waitUntil('the login to be noted', () => bastion.service.journal().length === 1);
});
