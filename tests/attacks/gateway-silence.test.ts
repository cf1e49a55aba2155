import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Undo } from '../../core/undo.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { type StartedGateway, startGateway } from '../services/gateway/start-gateway.ts';
import { connectThrough, createProxyClient, secureThrough } from '../support/proxy-client.ts';

const CLIENTS = 1_000;
const BATCH = 250;
/** 1,000 handshakes take seconds, and more on a machine that does other things too. */
const PATIENCE_MS = 120_000;
const HOST = 'api.sample.test';
const undo = new Undo();
let gateway: StartedGateway;
let secureContext: SecureContext;

beforeAll(async () => {
  const sockets = new Set<Socket>();
  /** Takes every connection, says what it hears, and else nothing. */
  const echo = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.pipe(socket);
  });
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  undo.defer(() => {
    echo.close();
    for (const socket of sockets) socket.destroy();
  });
  const to = { host: '127.0.0.1', port: (echo.address() as AddressInfo).port, tls: false };
  gateway = await startGateway({
    direct: { http: 0, https: 0 },
    upstreams: [{ host: 'database', port: 5432, to }],
  });
  undo.defer(async () => gateway[Symbol.asyncDispose]());
  secureContext = createSecureContext({ ca: gateway.authority.caCertificate });
});
afterAll(() => undo.run());

type Door = 'proxy' | 'http' | 'https';

function portOf(door: Door): number {
  return door === 'proxy' ? Number(new URL(gateway.url).port) : (gateway.direct?.[door] as number);
}

async function crowd(open: () => Promise<Socket>, most = CLIENTS): Promise<Disposable> {
  const sockets: Socket[] = [];
  // More at once than a listener's backlog would wait a second to be taken.
  for (let size = 0; size < most; size += BATCH) {
    sockets.push(...(await Promise.all(Array.from({ length: BATCH }, open))));
  }
  for (const socket of sockets) socket.on('error', () => undefined);
  return {
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function say(door: Door, words: string): Promise<Socket> {
  const socket = connect(portOf(door), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (words !== '') socket.write(words);
  return socket.resume();
}

/** Says them in a tunnel. */
async function sayThrough(authority: string, words: string): Promise<Socket> {
  const { socket, status } = await connectThrough(gateway.url, authority);
  if (status !== 200) throw new Error(`the tunnel was refused with ${status}`);
  socket.on('error', () => undefined);
  if (words !== '') socket.write(words);
  return socket.resume();
}

/** Each over a separate connection: through the proxy, in tunnels, and on the ports that need no proxy. */
async function askEverywhere(): Promise<unknown[]> {
  const { caCertificate: ca } = gateway.authority;
  await using client = createProxyClient(gateway.url, { ca });
  const { socket } = await connectThrough(gateway.url, 'database:5432');
  socket.write('hello');
  const [echoed] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return [
    (await client.ask(`http://${HOST}/world`)).status,
    (await client.ask(`https://${HOST}/world`)).status,
    echoed.toString(),
    await askDirectly(http.get, { port: portOf('http') }),
    await askDirectly(https.get, { port: portOf('https'), servername: HOST, ca }),
  ];
}

async function askDirectly(get: typeof https.get, options: https.RequestOptions): Promise<unknown> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = { host: '127.0.0.1', path: '/world', headers: { Host: HOST }, agent: false, ...options };
    get(asked, resolve).once('error', reject);
  });
  await text(answer);
  return answer.statusCode;
}

const HALF_HELLO = '\x16\x03\x01\x02\x00\x01';

describe('everybody is answered while 1,000 connections', () => {
  it.each<[string, () => Promise<Socket>]>([
    ['say nothing to the proxy', () => say('proxy', '')],
    ['have sent half a CONNECT', () => say('proxy', `CONNECT ${HOST}:443 HT`)],
    ['sit in a tunnel before the handshake', () => sayThrough(`${HOST}:443`, '')],
    ['have sent half a hello in a tunnel', () => sayThrough(`${HOST}:443`, HALF_HELLO)],
    [
      'sit in a tunnel after the handshake',
      () => secureThrough(gateway.url, `${HOST}:443`, { secureContext }),
    ],
    ['sit in a tunnel without TLS', () => sayThrough(`${HOST}:80`, '')],
    ['have sent half a request in a tunnel', () => sayThrough(`${HOST}:80`, 'GET / HTTP/1.1\r\nHo')],
    ['sit in a tunnel to a database', () => sayThrough('database:5432', '')],
    ['have spoken with a database, and are silent since', () => sayThrough('database:5432', 'hello')],
    ['say nothing to the HTTP port', () => say('http', '')],
    ['say nothing to the TLS port', () => say('https', '')],
    ['have sent half a hello to the TLS port', () => say('https', HALF_HELLO)],
    ['sit at the TLS port after the handshake', () => secureDirectly()],
  ])(
    '%s',
    async (_what, open) => {
      using _crowd = await crowd(open);
      expect(await askEverywhere()).toEqual([200, 200, 'hello', 200, 200]);
    },
    PATIENCE_MS,
  );
});

async function secureDirectly(): Promise<Socket> {
  const socket = connectTls({ port: portOf('https'), host: '127.0.0.1', servername: HOST, secureContext });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  return socket.resume();
}

it('a tunnel in use stays while others come and sit', async () => {
  const busy = await connectThrough(gateway.url, 'database:5432');
  const secure = await secureThrough(gateway.url, `${HOST}:443`, { secureContext });
  const crowds: Disposable[] = [];
  for (const [authority, words] of [
    ['database:5432', ''],
    [`${HOST}:443`, ''],
    ['database:5432', 'hello'],
  ] as const) {
    crowds.push(await crowd(() => sayThrough(authority, words), CLIENTS / 2));
    busy.socket.write('hello');
    expect(String((await once(busy.socket, 'data'))[0])).toBe('hello');
    secure.write(`GET /world HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`);
    expect(String((await once(secure, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /);
  }
  for (const each of crowds) each[Symbol.dispose]();
  busy.socket.destroy();
  secure.destroy();
});

it('leaves nobody behind when the crowds are gone', async () => {
  await waitUntil('all tunnels to end', async () =>
    (await gateway.journal()).every(({ duration_ms }) => duration_ms !== null),
  );
});
