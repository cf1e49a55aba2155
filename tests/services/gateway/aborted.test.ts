import { once } from 'node:events';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import type { StandIn } from '../../../services/gateway/stand-in.ts';
import { connectThrough, secureThrough } from '../../support/proxy-client.ts';
import { connectTo } from './raw-exchange.ts';
import { sampleStandIn } from './sample-stand-in.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

/** More than the system keeps between two sockets, so that its sender has to wait for its reader. */
const LARGE = Buffer.alloc(32 * 1024 * 1024, 'x');
const largeStandIn: StandIn = {
  hosts: ['large.sample.test'],
  summary: 'A host with much to say',
  source: 'https://www.rfc-editor.org/rfc/rfc6761',
  mount(router) {
    router.get('/', (ctx) => {
      ctx.body = LARGE;
    });
  },
};
const GET = 'GET / HTTP/1.1\r\nHost: large.sample.test\r\n';
const CLIENTS = 20;

let gateway: StartedGateway;

beforeAll(async () => {
  gateway = await startGateway({ standIns: [sampleStandIn, largeStandIn] });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});

/** How many TCP connections this process has, counting both ends of those to itself. */
function connections(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

/** The first message of a handshake. */
async function clientHello(): Promise<Buffer> {
  return new Promise((resolve) => {
    const wire = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer) => resolve(chunk),
    });
    connectTls({ socket: wire, servername: 'large.sample.test' });
  });
}

async function leaveInHandshake(part: number): Promise<void> {
  const hello = await clientHello();
  const { socket } = await connectThrough(gateway.url, 'large.sample.test:443');
  socket.on('error', () => undefined);
  socket.write(hello.subarray(0, Math.ceil(hello.length * part)));
  if (part === 1) await once(socket, 'data');
  socket.resetAndDestroy();
}

const secure = () =>
  secureThrough(gateway.url, 'large.sample.test:443', { ca: gateway.authority.caCertificate });

/** Breaks what is below TLS: a `TLSSocket` that is destroyed waits for what it has not read. */
async function leaveInAnswer(): Promise<void> {
  const { socket } = await connectThrough(gateway.url, 'large.sample.test:443');
  const tls = connectTls({ socket, servername: 'large.sample.test', ca: gateway.authority.caCertificate });
  tls.on('error', () => undefined);
  tls.write(`${GET}\r\n`);
  await once(tls, 'data');
  socket.resetAndDestroy();
}

describe('clients that go away', () => {
  it.each<[string, () => Promise<void>]>([
    [
      'before they have said what they want',
      async () => {
        const socket = await connectTo(gateway.url);
        socket.write('CONNECT large.sam');
        socket.resetAndDestroy();
      },
    ],
    [
      'before the handshake',
      async () => {
        (await connectThrough(gateway.url, 'large.sample.test:443')).socket.resetAndDestroy();
      },
    ],
    ['in the middle of their first message', () => leaveInHandshake(0.5)],
    ['once they have seen the certificate', () => leaveInHandshake(1)],
    [
      'after the handshake',
      async () => {
        (await secure()).destroy();
      },
    ],
    [
      'in the middle of a request',
      async () => {
        const socket = await secure();
        socket.write(GET);
        socket.destroy();
      },
    ],
    [
      'in the middle of an answer',
      async () => {
        await leaveInAnswer();
      },
    ],
    [
      'in the middle of an answer that they asked for without a tunnel',
      async () => {
        const socket = await connectTo(gateway.url);
        socket.write(GET.replace('/ ', 'http://large.sample.test/ ').concat('\r\n'));
        await once(socket, 'data');
        socket.resetAndDestroy();
      },
    ],
  ])('%s leave nothing behind', async (_when, come) => {
    const before = connections();
    await Promise.all(Array.from({ length: CLIENTS }, come));
    await waitUntil('the connections to be gone', () => connections() <= before);
    expect((await gateway.client.ask('https://api.sample.test/world')).status).toBe(200);
    await gateway.client[Symbol.asyncDispose]();
    await waitUntil('the last connection to be gone', () => connections() <= before);
  });

  it('in the middle of an answer are in the journal', async () => {
    await gateway.reset();
    await leaveInAnswer();
    const entry = await waitUntil('the end', async () =>
      (await gateway.journal()).find(
        ({ operation, duration_ms }) => operation === 'GET' && duration_ms !== null,
      ),
    );
    expect(entry).toMatchObject({ target: 'https://large.sample.test/', aborted: true });
  });
});

describe('slow clients', () => {
  it('that read one byte at a time get them all', async () => {
    const { hostname, port } = new URL(gateway.url);
    let answer = '';
    const socket = connect({
      host: hostname,
      port: Number(port),
      onread: {
        buffer: Buffer.alloc(1),
        callback: (_size, byte) => {
          answer += (byte as Buffer).toString('latin1');
          return true;
        },
      },
    });
    socket.write(
      `GET http://api.sample.test/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nA: ${'a'.repeat(8000)}\r\n\r\n`,
    );
    await once(socket, 'close');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(JSON.parse(body).headers.a).toHaveLength(8000);
  });

  it('that write one byte at a time are understood, outside of TLS and inside', async () => {
    const head = 'CONNECT large.sample.test:443 HTTP/1.1\r\n\r\n';
    const plain = await connectTo(gateway.url);
    plain.setNoDelay(true);
    const write = (byte: string) => new Promise((resolve) => plain.write(byte, resolve));
    for (const byte of head) await write(byte);
    expect(String((await once(plain, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /);
    const tls = connectTls({
      socket: plain,
      servername: 'large.sample.test',
      ca: gateway.authority.caCertificate,
    });
    for (const byte of GET.replace('GET', 'HEAD').concat('Connection: close\r\n\r\n')) tls.write(byte);
    let answer = '';
    for await (const chunk of tls) answer += chunk;
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 200 OK\r\n[^]*Content-Length: ${LARGE.length}\r\n`));
  });
});
