import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import type { Address } from '../../../services/gateway/upstream.ts';
import { connectThrough, refusalOf } from '../../support/proxy-client.ts';
import { startOriginServers } from './origin-servers.ts';
import { connectTo, exchange } from './raw-exchange.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

/** Answers only after the client has ended, as a protocol with half-close does. */
let server: Server;
const atServer = new Set<Socket>();
let to: Address;
let gateway: StartedGateway;

beforeAll(async () => {
  server = createServer({ allowHalfOpen: true }, (socket) => {
    let sent = '';
    atServer.add(socket);
    socket.once('close', () => atServer.delete(socket));
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (chunk) => {
      sent += chunk;
    });
    socket.once('end', () => socket.end(`${sent.length} bytes: ${sent.slice(0, 20)}`));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  to = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, tls: false };
  await using closed = await startOriginServers();
  gateway = await startGateway({
    upstreams: [
      { host: 'postgres', port: 5432, to },
      { host: 'down', port: 5432, to: { ...to, port: closed.closedPort } },
    ],
    allowedHosts: ['127.0.0.1'],
  });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  for (const socket of atServer) socket.destroy();
  await once(server.close(), 'close');
});

describe('a byte tunnel', () => {
  it.each(['postgres:5432', 'POSTGRES:5432', 'allowed'])(
    'to %s passes the end of one side to the other',
    async (name) => {
      const authority = name === 'allowed' ? `127.0.0.1:${(server.address() as AddressInfo).port}` : name;
      const { socket, status } = await connectThrough(gateway.url, authority);
      expect(status).toBe(200);
      socket.allowHalfOpen = true;
      socket.write('x'.repeat(1_000_000));
      socket.end('the end');
      expect(await text(socket)).toBe('1000007 bytes: xxxxxxxxxxxxxxxxxxxx');
    },
  );

  it('loses nothing that came in one packet with CONNECT', async () => {
    const socket = await connectTo(gateway.url);
    socket.end('CONNECT postgres:5432 HTTP/1.1\r\nHost: postgres:5432\r\n\r\nearly bird');
    expect(await text(socket)).toBe('HTTP/1.1 200 Connection Established\r\n\r\n10 bytes: early bird');
  });

  it('to a server that is down is refused', async () => {
    const tunnel = await connectThrough(gateway.url, 'down:5432');
    expect(tunnel).toMatchObject({ status: 502, headers: { 'x-error-code': 'unreachable' } });
    expect((await refusalOf(tunnel)).error).toMatch(/ECONNREFUSED/);
  });

  it.each([
    ['the client', (client: Socket) => client.resetAndDestroy()],
    ['the server', () => [...atServer].forEach((socket) => void socket.resetAndDestroy())],
  ])('is gone on both sides when it is broken by %s', async (_who, breakIt) => {
    const { socket } = await connectThrough(gateway.url, 'postgres:5432');
    socket.on('error', () => undefined);
    const closed = once(socket.resume(), 'close');
    await waitUntil('the server to be reached', () => atServer.size === 1);
    breakIt(socket);
    await closed;
    await waitUntil('the server to be left', () => atServer.size === 0);
  });

  it('is cut when both sides are silent too long', async () => {
    const upstreams = [{ host: 'postgres', port: 5432, to }];
    await using impatient = await startGateway({ idleTimeoutMs: 100, upstreams });
    const { socket } = await connectThrough(impatient.url, 'postgres:5432');
    await once(socket.resume(), 'close');
    await waitUntil('the server to be left', () => atServer.size === 0);
  });
});

describe('a tunnel that ends in the gateway', () => {
  it('is cut when the client never begins the handshake', async () => {
    await using impatient = await startGateway({ handshakeTimeoutMs: 100 });
    const { socket } = await connectThrough(impatient.url, 'api.sample.test:443');
    await once(socket.resume(), 'close');
    const entry = await waitUntil('the end', async () =>
      (await impatient.journal()).find(({ duration_ms }) => duration_ms !== null),
    );
    expect(entry).toMatchObject({ status: 200, error_code: 'tls_failed' });
  });
});

it('leaves no connection behind, whatever became of the tunnels', async () => {
  await using busy = await startGateway();
  const everything = async (): Promise<void> => {
    await exchange(
      busy.url,
      'CONNECT api.sample.test:80 HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: api.sample.test\r\nConnection: close\r\n\r\n',
    );
    const { socket } = await connectThrough(busy.url, 'api.sample.test:443');
    socket.resetAndDestroy();
    await busy.client.ask('https://api.sample.test/world');
    (await connectThrough(busy.url, 'example.org:443')).socket.destroy();
  };
  await Promise.all(Array.from({ length: 20 }, everything));
  await busy.client[Symbol.asyncDispose]();
  const entries = await waitUntil('all tunnels to end', async () => {
    const journal = await busy.journal();
    return journal.every(({ duration_ms }) => duration_ms !== null) && journal;
  });
  expect(entries.filter(({ operation }) => operation === 'CONNECT').length).toBeGreaterThanOrEqual(60);
});
