import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { logIn, type SshClient } from './ssh-client.ts';
import { startBastion } from './start-bastion.ts';
import { echo, readToEnd, startTarget } from './tcp-target.ts';

const MEGABYTE = 1024 * 1024;

function hashOf(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function openTunnel(ssh: SshClient) {
  return ssh.openTunnel('db.private.internal', 5432);
}

it('carries HTTP', async () => {
  const server = createServer((request, response) => response.end(`you asked for ${request.url}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await using bastion = await startBastion({
      targets: [{ host: '127.0.0.1', port: 5005, to: { host: '127.0.0.1', port } }],
    });
    using ssh = await logIn(bastion.endpoints);
    const channel = await ssh.openTunnel('127.0.0.1', 5005);

    const request = get('http://api/auth/api_key', {
      createConnection: () => channel as unknown as Socket,
    });
    const [response] = await once(request, 'response');

    expect(await text(response)).toBe('you asked for /auth/api_key');
    expect(bastion.service.journal().at(-1)).toMatchObject({
      what: 'tunnel',
      subject: '127.0.0.1:5005',
      outcome: 'accepted',
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

it('carries 10 MB there and back without changing a byte', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);
  const sent = randomBytes(10 * MEGABYTE);

  const channel = await openTunnel(ssh);
  channel.end(sent);
  const received = Buffer.concat(await channel.toArray());

  expect(hashOf(received)).toBe(hashOf(sent));
  await waitUntil('the target to see its connection close', () => target.sockets.size === 0);
});

it('keeps 100 tunnels of one connection apart', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);

  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_none, index) => {
      const channel = await openTunnel(ssh);
      channel.end(`tunnel ${index}, `.repeat(1_000));
      return await readToEnd(channel);
    }),
  );

  expect(answers).toEqual(answers.map((_answer, index) => `tunnel ${index}, `.repeat(1_000)));
  await waitUntil('the target to see all connections close', () => target.sockets.size === 0);
});

it('keeps 100 connections apart', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target] });

  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_none, index) => {
      using ssh = await logIn(bastion.endpoints);
      const channel = await openTunnel(ssh);
      channel.end(`connection ${index}`);
      return await readToEnd(channel);
    }),
  );

  expect(answers).toEqual(answers.map((_answer, index) => `connection ${index}`));
  await waitUntil('the target to see all connections close', () => target.sockets.size === 0);
});

it('changes its keys in the middle of a transfer', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);
  const sent = randomBytes(8 * MEGABYTE);

  const channel = await openTunnel(ssh);
  const received: Buffer[] = [];
  channel.on('data', (chunk: Buffer) => received.push(chunk));
  channel.write(sent.subarray(0, 4 * MEGABYTE));
  const rekeyed = once(ssh.client, 'handshake');
  // ssh2's client has no public way to begin; OpenSSH and paramiko do so by themselves.
  (ssh.client as unknown as { _protocol: { rekey(): void } })._protocol.rekey();
  channel.end(sent.subarray(4 * MEGABYTE));
  await Promise.all([rekeyed, once(channel, 'end')]);

  expect(hashOf(Buffer.concat(received))).toBe(hashOf(sent));
});

it('tells a target of the client’s end, and still brings its answer', async () => {
  await using target = await startTarget((socket) => {
    void readToEnd(socket).then((question) => socket.end(`${question.length} bytes, and now the answer`));
  });
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);

  const channel = await openTunnel(ssh);
  channel.end('q'.repeat(3 * MEGABYTE));

  expect(await readToEnd(channel)).toBe(`${3 * MEGABYTE} bytes, and now the answer`);
});

it('tells a client of the target’s end, and still takes what the client has to say', async () => {
  const heard: string[] = [];
  await using target = await startTarget((socket) => {
    socket.end('that is all from here');
    void readToEnd(socket).then((said) => heard.push(said));
  });
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);

  const channel = await openTunnel(ssh);
  expect(await readToEnd(channel)).toBe('that is all from here');
  channel.end('c'.repeat(3 * MEGABYTE));

  const [said] = await waitUntil('the target to hear it all', () => heard.length > 0 && heard);
  expect(said?.length).toBe(3 * MEGABYTE);
  await waitUntil('the target to see its connection close', () => target.sockets.size === 0);
});

it('waits for a client that reads slowly instead of losing or hoarding its answer', async () => {
  const answer = randomBytes(16 * MEGABYTE);
  await using target = await startTarget((socket) => socket.end(answer));
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);

  const channel = await openTunnel(ssh);
  await once(channel, 'readable');
  const [socket] = target.sockets;
  await waitUntil('the target to be held back', () => (socket?.writableLength ?? 0) > 0);

  expect(hashOf(Buffer.concat(await channel.toArray()))).toBe(hashOf(answer));
});
