import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { logIn, type SshClient } from '../services/bastion/ssh-client.ts';
import { openTunnelMessage, SSH, sendPayload, sshMessage } from '../services/bastion/ssh-packets.ts';
import { type StartedBastion, startBastion } from '../services/bastion/start-bastion.ts';
import { startTarget, type TcpTarget } from '../services/bastion/tcp-target.ts';

let bastion: StartedBastion;
let target: TcpTarget;
/** Never reads. */
let stuck: TcpTarget;

beforeAll(async () => {
  target = await startTarget((socket) => {
    socket.write('hello');
    socket.resume().once('end', () => socket.end());
  });
  stuck = await startTarget(() => undefined);
  bastion = await startBastion({ targets: [target.target, { ...stuck.target, host: 'stuck' }] });
});
afterAll(async () => {
  await bastion[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
  await stuck[Symbol.asyncDispose]();
});

/** A good client: after every attack it must get what it wants. */
afterEach(async () => {
  using ssh = await logIn(bastion.endpoints);
  const channel = await ssh.openTunnel('db.private.internal', 5432);
  expect(String((await once(channel, 'data'))[0])).toBe('hello');
});

function endOf({ client }: SshClient): Promise<void> {
  return new Promise((resolve) => client.once('close', () => resolve()));
}

describe('before the login', () => {
  const ident = 'SSH-2.0-attack\r\n';
  const packet = (payload: Buffer): Buffer => {
    const padding = 8 - ((payload.length + 5) % 8) + 8;
    const head = Buffer.alloc(5);
    head.writeUInt32BE(payload.length + padding + 1);
    head[4] = padding;
    return Buffer.concat([head, payload, Buffer.alloc(padding)]);
  };
  const said = (...parts: readonly (Buffer | string)[]): Buffer =>
    Buffer.concat([ident, ...parts].map((part) => Buffer.from(part as string)));
  const length = (bytes: number): Buffer => {
    const head = Buffer.alloc(16);
    head.writeUInt32BE(bytes);
    return head;
  };

  it.each<[string, Buffer]>([
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: bastion\r\n\r\n')],
    ['a TLS hello', Buffer.from('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n', 'latin1')],
    ['an identification of 100 KB', Buffer.from(`SSH-2.0-${'a'.repeat(100_000)}\r\n`)],
    ['an identification without a newline', Buffer.from(`SSH-2.0-${'a'.repeat(9_000)}`)],
    ['an identification of SSH 1', Buffer.from('SSH-1.5-old\r\n')],
    ['a carriage return without a newline', Buffer.from('SSH-2.0-a\rb\n')],
    ['a greeting of many lines', Buffer.from('hello\r\n'.repeat(2_000))],
    ['zero bytes', Buffer.alloc(10_000)],
    ['a packet of length 0', said(length(0))],
    ['a packet of length 1', said(length(1))],
    ['a packet of 35,004 bytes', said(length(35_004))],
    ['a packet of 2^31 bytes', said(length(2 ** 31))],
    ['a packet of 2^32-1 bytes', said(length(2 ** 32 - 1))],
    ['an empty KEXINIT', said(packet(Buffer.from([SSH.kexInit])))],
    ['a KEXINIT that ends in its cookie', said(packet(Buffer.from([SSH.kexInit, 1, 2, 3])))],
    [
      'a KEXINIT whose list is longer than it',
      said(packet(Buffer.concat([Buffer.from([SSH.kexInit]), Buffer.alloc(16), length(2 ** 31)]))),
    ],
    [
      'a KEXINIT without an algorithm in common',
      said(
        packet(
          Buffer.concat([
            Buffer.from([SSH.kexInit]),
            Buffer.alloc(16),
            ...Array.from({ length: 10 }, () => sshMessage(0, 'none-such').subarray(1)),
            Buffer.alloc(5),
          ]),
        ),
      ),
    ],
    ['NEWKEYS before any keys', said(packet(Buffer.from([SSH.newKeys])))],
    ['a login before any keys', said(packet(sshMessage(SSH.userauthRequest, 'a', 'ssh-connection', 'none')))],
    ['a channel before any keys', said(packet(openTunnelMessage('db.private.internal', 5432)))],
    ['a success of its own', said(packet(Buffer.from([SSH.userauthSuccess])))],
  ])('%s ends the connection', async (_what, bytes) => {
    const socket = connect(bastion.endpoints.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = once(socket.resume(), 'close');
    socket.write(bytes);
    await closed;
  });

  it('more bytes than a login takes end the connection', async () => {
    await bastion.service.reset();
    const socket = connect(bastion.endpoints.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.resume().once('close', resolve));
    // Packets that mean nothing, and need no answer.
    socket.write(
      Buffer.concat([Buffer.from(ident), ...Array(20_000).fill(packet(sshMessage(SSH.ignore, 'x')))]),
    );
    await closed;
  });
});

it('survives 200 handshakes that are turned over at random', async () => {
  const handshake = await handshakeOf(bastion);
  // A small generator (Numerical Recipes), so that every run says the same.
  let state = 20_261_127;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  for (let round = 0; round < 200; round += 1) {
    const bytes = Buffer.from(handshake);
    for (let flip = 0; flip <= round % 4; flip += 1) bytes[random(bytes.length)] = random(256);
    const socket = connect(bastion.endpoints.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.resume().once('close', resolve));
    socket.end(bytes);
    await closed;
  }
});

/** All that a good client says in clear. */
async function handshakeOf({ endpoints }: StartedBastion): Promise<Buffer> {
  const said: Buffer[] = [];
  const carrier = connect(endpoints.port, '127.0.0.1');
  const { write } = carrier;
  carrier.write = ((chunk: string | Buffer, ...rest: []) => {
    said.push(Buffer.from(chunk as string));
    return write.call(carrier, chunk, ...rest);
  }) as typeof carrier.write;
  using _ssh = await logIn(endpoints, { sock: carrier });
  return Buffer.concat(said);
}

describe('after the login', () => {
  const name = 'x'.repeat(30_000);

  it.each<[string, Buffer]>([
    ['a DISCONNECT without anything', Buffer.from([SSH.disconnect])],
    ['a malformed DEBUG', Buffer.from([SSH.debug, 1])],
    ['data for a channel of number 2^32-1', sshMessage(SSH.channelData, 2 ** 32 - 1, 'data')],
    ['a window for a channel of number 2^32-1', sshMessage(SSH.windowAdjust, 2 ** 32 - 1, 1)],
    ['an end for a channel of number 2^32-1', sshMessage(SSH.channelEof, 2 ** 32 - 1)],
    ['a close for a channel of number 2^32-1', sshMessage(SSH.channelClose, 2 ** 32 - 1)],
    ['a malformed channel request', Buffer.from([SSH.channelRequest, 0])],
    ['a second login as another user', sshMessage(SSH.userauthRequest, 'root', 'ssh-connection', 'none')],
    ['a KEXINIT without an end', Buffer.from([SSH.kexInit, 1])],
  ])('%s ends that connection', async (_what, payload) => {
    using ssh = await logIn(bastion.endpoints);
    const closed = endOf(ssh);
    sendPayload(ssh.client, payload);
    await closed;
  });

  it.each<[string, Buffer]>([
    ['data for a channel that is not open', sshMessage(SSH.channelData, 7, 'data')],
    ['extended data for a channel that is not open', sshMessage(SSH.extendedData, 7, 1, 'data')],
    ['a window for a channel that is not open', sshMessage(SSH.windowAdjust, 7, 2 ** 32 - 1)],
    ['an end for a channel that is not open', sshMessage(SSH.channelEof, 7)],
    ['a close for a channel that is not open', sshMessage(SSH.channelClose, 7)],
    ['an exec in a channel that is not open', sshMessage(SSH.channelRequest, 7, 'exec', true, 'id')],
    ['a confirmation nobody asked for', sshMessage(SSH.channelConfirmation, 7, 0, 1, 1)],
    ['a failure nobody asked for', sshMessage(SSH.channelFailure, 7, 1, 'no', '')],
    ['a success nobody asked for', sshMessage(SSH.channelSuccess, 7)],
    ['a reply nobody asked for', Buffer.from([SSH.requestSuccess])],
    ['a global request of a long name', sshMessage(SSH.globalRequest, name, true)],
    ['a channel of a long kind', sshMessage(SSH.channelOpen, name, 999, 1, 1_000)],
    ['a channel of X11', sshMessage(SSH.channelOpen, 'x11', 999, 1, 1_000, '127.0.0.1', 6_000)],
    ['a channel of an agent', sshMessage(SSH.channelOpen, 'auth-agent@openssh.com', 999, 1, 1_000)],
    ['a tunnel back', sshMessage(SSH.channelOpen, 'forwarded-tcpip', 999, 1, 1_000, 'a', 1, 'b', 2)],
    ['a message of no known number', Buffer.from([255, 1, 2, 3])],
    ['a malformed channel', Buffer.from([SSH.channelOpen, 0, 0, 0, 200, 1])],
    ['a malformed global request', Buffer.from([SSH.globalRequest, 0, 0])],
    ['NEWKEYS out of turn', Buffer.from([SSH.newKeys])],
    ['an answer to no question', sshMessage(SSH.infoResponse, 1, 'a')],
  ])('%s is no harm to the connection', async (_what, payload) => {
    using ssh = await logIn(bastion.endpoints);
    sendPayload(ssh.client, payload);
    // It still answers. What could not be read is answered as if it had been channel 0.
    await expect(ssh.openTunnel('nowhere', 1)).rejects.toMatchObject({ reason: expect.any(Number) });
  });

  it.each([0, 1, 255])('a channel whose packets have %i bytes is refused', async (packetSize) => {
    using ssh = await logIn(bastion.endpoints);
    const connections = target.sockets.size;
    sendPayload(ssh.client, openTunnelMessage('db.private.internal', 5432, { packetSize, sender: 999 }));
    await expect(ssh.openTunnel('nowhere', 1)).rejects.toMatchObject({ reason: 1 });
    expect(target.sockets.size).toBeLessThanOrEqual(connections);
  });

  it('data beyond the window ends the connection and its tunnels', async () => {
    using ssh = await logIn(bastion.endpoints);
    await ssh.openTunnel('stuck', 5432);
    const closed = endOf(ssh);
    let isClosed = false;
    void closed.then(() => {
      isClosed = true;
    });
    const data = sshMessage(SSH.channelData, 0, Buffer.alloc(32_000));
    for (let sent = 0; sent < 1_000 && !isClosed; sent += 1) {
      sendPayload(ssh.client, data);
      await setImmediate();
    }
    await closed;
    expect(isClosed).toBe(true);
    await bastion.service.reset();
  });

  it.each<[string, (ssh: SshClient) => void]>([
    ['breaks the protocol and stays', (ssh) => sendPayload(mute(ssh), Buffer.from([SSH.disconnect]))],
    ['says goodbye and stays', (ssh) => sendPayload(mute(ssh), sshMessage(SSH.disconnect, 11, 'bye', ''))],
    ['closes its half and stays', (ssh) => void Object.getPrototypeOf(socketOf(ssh)).end.call(socketOf(ssh))],
  ])('a client that %s leaves neither a connection nor a tunnel', async (_what, leave) => {
    using ssh = await logIn(bastion.endpoints);
    await ssh.openTunnel('db.private.internal', 5432);
    await waitUntil('the tunnel', () => target.sockets.size === 1);
    leave(ssh);
    await waitUntil('the tunnel to end', () => target.sockets.size === 0);
  });

  const socketOf = ({ client }: SshClient) => (client as unknown as { _sock: Socket })._sock;
  /** From now on the client reads nothing and closes nothing, whatever it is told. */
  function mute(ssh: SshClient): SshClient['client'] {
    const socket = socketOf(ssh);
    socket.pause();
    socket.end = (() => socket) as never;
    return ssh.client;
  }
});
