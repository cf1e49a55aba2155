import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { forwardTcp } from '../../core/tcp-forward.ts';

const host = '127.0.0.1';
const ends: Array<() => unknown> = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A forward to a server that does this with each of its connections. */
async function forwarded(serve: (socket: Socket) => unknown): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    ends.push(() => socket.destroy());
    serve(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  ends.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  const forward = await forwardTcp('test', { host, port: 0 }, { host, port });
  ends.push(forward.close);
  return forward.port;
}

describe('a forwarded connection', () => {
  it('carries bytes unchanged, and an end of the client that still waits for its answer', async () => {
    const bytes = Buffer.alloc(3_000_000, 'all that a client has to say ');
    const port = await forwarded((socket) => {
      const pieces: Buffer[] = [];
      socket.on('data', (piece) => pieces.push(piece));
      socket.once('end', () => socket.end(Buffer.concat(pieces)));
    });
    const client = connect({ host, port, allowHalfOpen: true });
    client.end(bytes);
    expect((await buffer(client)).equals(bytes)).toBe(true);
  });

  it('ends when the server ends it', async () => {
    const port = await forwarded((socket) => socket.end('goodbye'));
    const client = connect({ host, port });
    expect(await text(client)).toBe('goodbye');
  });

  it.each<[string, (socket: Socket) => void]>([
    ['the server resets it', (socket) => socket.resetAndDestroy()],
    ['the server ends in the middle', (socket) => void socket.once('data', () => socket.resetAndDestroy())],
  ])('is reset when %s', async (_, serve) => {
    const port = await forwarded(serve);
    const client = connect({ host, port });
    client.write('hello');
    await expect(text(client)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('is reset when nobody listens behind it', async () => {
    const taken = createServer().listen(0, host);
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await new Promise((resolve) => taken.close(resolve));
    const forward = await forwardTcp('test', { host, port: 0 }, { host, port });
    ends.push(forward.close);
    await expect(text(connect({ host, port: forward.port }))).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('tells the server when the client leaves without a word', async () => {
    const left = new Promise((resolve) => {
      void forwarded((socket) => void socket.once('close', resolve)).then((port) => {
        const client = connect({ host, port }, () => client.resetAndDestroy());
      });
    });
    await left;
  });
});

it('closes the 257th connection', async () => {
  const port = await forwarded((socket) => socket.write('hello'));
  const clients = Array.from({ length: 256 }, () => connect({ host, port }));
  ends.push(() => {
    for (const client of clients) client.destroy();
  });
  await Promise.all(clients.map((client) => once(client, 'data')));
  const one = connect({ host, port });
  one.on('error', () => undefined);
  await once(one, 'close');
  expect(one.bytesRead).toBe(0);
});

it('ends all connections when it is closed, and says whose port is taken', async () => {
  const port = await forwarded((socket) => socket.write('hello'));
  const forward = ends.at(-1);
  const client = connect({ host, port });
  await once(client, 'data');
  await expect(forwardTcp('test', { host, port }, { host, port })).rejects.toMatchObject({
    code: 'ERR_PORT_TAKEN',
    message: expect.stringContaining(`test cannot listen on ${host}:${port}`),
  });
  const closed = new Promise((resolve) => client.on('error', () => undefined).once('close', resolve));
  await forward?.();
  await closed;
  await expect(text(connect({ host, port }))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
