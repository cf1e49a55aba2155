import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { logIn } from './ssh-client.ts';
import { startBastion } from './start-bastion.ts';
import { echo, readToEnd, startTarget } from './tcp-target.ts';

it('says that a target cannot be reached, and which', async () => {
  const gone = await startTarget(echo);
  await gone[Symbol.asyncDispose]();
  await using bastion = await startBastion({ targets: [gone.target] });
  using ssh = await logIn(bastion.endpoints);
  const { port } = gone.target.to;

  await expect(ssh.openTunnel('db.private.internal', 5432)).rejects.toMatchObject({
    reason: 2,
    message: expect.stringContaining(`leads to 127.0.0.1:${port}, which cannot be reached`),
  });
  expect(bastion.service.journal().at(-1)).toMatchObject({ what: 'tunnel', outcome: 'failed' });
});

it('says that a target’s name is not known', async () => {
  await using bastion = await startBastion({
    targets: [{ host: 'postgres', port: 5432, to: { host: 'postgres.invalid', port: 5432 } }],
  });
  using ssh = await logIn(bastion.endpoints);
  await expect(ssh.openTunnel('postgres', 5432)).rejects.toMatchObject({
    reason: 2,
    message: expect.stringContaining('postgres.invalid'),
  });
});

it('closes a tunnel whose target resets, and keeps the others', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);
  const reset = await ssh.openTunnel('db.private.internal', 5432);
  const [socket] = await waitUntil(
    'the target to be reached',
    () => target.sockets.size === 1 && [...target.sockets],
  );
  const kept = await ssh.openTunnel('db.private.internal', 5432);

  const closed = once(reset.resume(), 'close');
  socket?.resetAndDestroy();
  await closed;

  kept.end('still here');
  expect(await readToEnd(kept)).toBe('still here');
});

it('closes a tunnel whose target has said its last word, and resets when it is spoken to', async () => {
  const answer = randomBytes(1024 * 1024).toString('hex');
  await using target = await startTarget((socket) => {
    socket.end(answer);
    socket.once('data', () => socket.resetAndDestroy());
  });
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);
  const channel = await ssh.openTunnel('db.private.internal', 5432);
  let isClosed = false;
  channel.once('close', () => {
    isClosed = true;
  });
  expect(await readToEnd(channel)).toBe(answer);
  await waitUntil('the tunnel to be closed', () => {
    if (!isClosed) channel.write('are you there?');
    return isClosed;
  });
});

it('closes the target of a tunnel that the client closes in the middle', async () => {
  await using target = await startTarget((socket) => {
    const chunk = randomBytes(64 * 1024);
    const pour = (): void => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on('drain', pour);
    pour();
  });
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);
  const channel = await ssh.openTunnel('db.private.internal', 5432);
  await once(channel, 'data');
  channel.close();
  await waitUntil('the target to see its connection close', () => target.sockets.size === 0);
});

it.each<[string, (socket: Socket) => void]>([
  ['resets', (socket) => socket.resetAndDestroy()],
  ['vanishes', (socket) => socket.destroy()],
])('leaves no socket behind when a client %s with 20 tunnels at work', async (_name, leave) => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);
  for (let tunnel = 0; tunnel < 20; tunnel += 1) {
    const channel = await ssh.openTunnel('db.private.internal', 5432);
    channel.write(randomBytes(512 * 1024));
  }
  await waitUntil('the targets to be reached', () => target.sockets.size === 20);

  leave((ssh.client as unknown as { _sock: Socket })._sock);

  await waitUntil('the target to see all connections close', () => target.sockets.size === 0);
  using next = await logIn(bastion.endpoints);
  const channel = await next.openTunnel('db.private.internal', 5432);
  channel.end('still here');
  expect(await readToEnd(channel)).toBe('still here');
});

it.each([
  ['a greeting that is not SSH', 'GET / HTTP/1.1\r\nHost: bastion\r\n\r\n'],
  ['a line without end', 'SSH-'.repeat(100_000)],
  [
    'noise after the identification',
    Buffer.concat([Buffer.from('SSH-2.0-noise\r\n'), Buffer.alloc(70_000, 0xff)]),
  ],
  ['a packet of no length', Buffer.concat([Buffer.from('SSH-2.0-noise\r\n'), Buffer.alloc(64)])],
])('survives %s', async (_name, noise) => {
  await using bastion = await startBastion();
  const socket = connect(bastion.endpoints.port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  const closed = once(socket.resume(), 'close');
  socket.end(noise);
  await closed;
  using _ssh = await logIn(bastion.endpoints);
});

it('stops with tunnels open, and a stop leaves no connection to a target', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target] });
  using ssh = await logIn(bastion.endpoints);
  await ssh.openTunnel('db.private.internal', 5432);
  await bastion.service.stop();
  await waitUntil('the target to see its connection close', () => target.sockets.size === 0);
});
