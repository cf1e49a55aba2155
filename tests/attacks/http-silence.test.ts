import { once } from 'node:events';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../authority/open-authority.ts';
import { HTTP_LIMITS, type HttpListener, listen } from '../../core/http-listener.ts';
import { Undo } from '../../core/undo.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const CLIENTS = 1_200;
const undo = new Undo();
let plain: HttpListener;
let tls: HttpListener;
let ca: string;

/** Reads what it is sent, and answers with more than a socket holds where that is asked for. */
const handler: RequestListener = (request, response) => {
  const answer = request.url === '/long' ? 'x'.repeat(8_000_000) : 'hello';
  request.resume().once('end', () => response.end(answer));
};

beforeAll(async () => {
  const directory = await temporaryDirectory();
  undo.defer(async () => directory[Symbol.asyncDispose]());
  const authority = await openAuthority(directory.path);
  ca = authority.caCertificate;
  plain = await listen('plain', handler, { host: '127.0.0.1', port: 0 });
  undo.defer(() => plain.close());
  tls = await listen('tls', handler, { host: '127.0.0.1', port: 0, tls: authority.issue(['127.0.0.1']) });
  undo.defer(() => tls.close());
});
afterAll(() => undo.run());

async function crowd({ port }: HttpListener, words: string, size = CLIENTS): Promise<Disposable> {
  const sockets = await Promise.all(
    Array.from({ length: size }, async () => {
      const socket: Socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      if (words !== '') socket.write(words);
      return socket;
    }),
  );
  return {
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** On a connection of its own. */
async function ask({ url }: HttpListener, path = '/'): Promise<string> {
  const get = url.startsWith('https:') ? https.get : http.get;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url + path, { ca, agent: false }, resolve).once('error', reject);
  });
  return text(answer);
}

describe('a request is answered while 1,200 connections', () => {
  it.each([
    ['say nothing', ''],
    ['sent half a method', 'GE'],
    ['sent half a header', 'GET / HTTP/1.1\r\nHost: here\r\nAccept'],
    ['sent half a body', 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\nhalf'],
    ['sent half a chunk', 'POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha'],
    ['keep what they are not using', 'GET / HTTP/1.1\r\nHost: here\r\n\r\n'],
    ['do not read their answers', 'GET /long HTTP/1.1\r\nHost: here\r\n\r\n'],
  ])('%s', async (what, words) => {
    // Answers that nobody reads are held in this process too, so there are fewer of them.
    using _crowd = await crowd(plain, words, what.startsWith('do not') ? 20 : CLIENTS);
    expect(await ask(plain)).toBe('hello');
  });

  it.each([
    ['never shake hands', ''],
    ['shake half a hand', '\x16\x03\x01\x02\x00\x01'],
    ['speak plain HTTP', 'GET / HTTP/1.1\r\n\r\n'],
  ])('%s where TLS is spoken', async (_what, words) => {
    using _crowd = await crowd(tls, words);
    expect(await ask(tls)).toBe('hello');
  });
});

describe('of more connections than are allowed', () => {
  /** Keeps those that ask for `/slow` waiting. */
  async function listener(maxConnections: number) {
    const waiting: ServerResponse[] = [];
    const slow: RequestListener = (request, response) =>
      void (request.url === '/slow' ? waiting.push(response) : response.end('hello'));
    const opened = await listen('test', slow, { host: '127.0.0.1', port: 0, maxConnections });
    return { ...opened, waiting, [Symbol.asyncDispose]: () => opened.close() };
  }

  it('the one goes that made no request, and not the one that is being answered', async () => {
    await using opened = await listener(2);
    const slow = ask(opened, '/slow');
    await waitUntil('the request', () => opened.waiting.length === 1);
    const silent = connect(opened.port, '127.0.0.1').resume();
    const gone = new Promise((resolve) => silent.on('error', () => undefined).once('close', resolve));
    await once(silent, 'connect');
    expect(await ask(opened)).toBe('hello');
    await gone;
    opened.waiting[0]?.end('at last');
    expect(await slow).toBe('at last');
  });

  it('the newcomer goes when all are being answered', async () => {
    await using opened = await listener(1);
    const slow = ask(opened, '/slow');
    await waitUntil('the request', () => opened.waiting.length === 1);
    await expect(ask(opened)).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
    opened.waiting[0]?.end('at last');
    expect(await slow).toBe('at last');
  });
});

it.each([
  [
    'a header of 16 KB and more',
    `GET / HTTP/1.1\r\nHost: here\r\nX: ${'x'.repeat(HTTP_LIMITS.maxHeaderSize)}\r\n\r\n`,
    431,
  ],
  [
    'a request line of 16 KB and more',
    `GET /${'x'.repeat(HTTP_LIMITS.maxHeaderSize)} HTTP/1.1\r\nHost: here\r\n\r\n`,
    431,
  ],
  ['what is not HTTP', '\0\0\0\0\r\n\r\n', 400],
  ['an SSH identification', 'SSH-2.0-lost\r\n', 400],
])('%s is answered %3$i', async (_what, words, status) => {
  const socket = connect(plain.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(words);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once('close', resolve));
  expect(Buffer.concat(chunks).toString()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

it.each([
  ['that says nothing', ''],
  ['in the middle of a header', 'GET / HTTP/1.1\r\nHost: he'],
])('a connection %s is ended after the time for headers', async (_what, words) => {
  const listener = await listen('test', handler, {
    host: '127.0.0.1',
    port: 0,
    configure: (server) => {
      server.headersTimeout = 100;
    },
    checkingIntervalMs: 50,
  });
  try {
    const socket = connect(listener.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(words);
    await new Promise((resolve) => socket.resume().once('close', resolve));
    expect(await ask(listener)).toBe('hello');
  } finally {
    await listener.close();
  }
});
