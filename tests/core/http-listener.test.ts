import { createServer, type RequestListener } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../authority/open-authority.ts';
import { type HttpListener, type ListenOptions, listen } from '../../core/http-listener.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const LOCAL: ListenOptions = { host: '127.0.0.1', port: 0 };
const hello: RequestListener = (_request, response) => response.end('hello');
const opened: HttpListener[] = [];
const open = async (
  handler: RequestListener,
  options: Partial<ListenOptions> = {},
): Promise<HttpListener> => {
  const listener = await listen('test', handler, { ...LOCAL, ...options });
  opened.push(listener);
  return listener;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((listener) => listener.close()));
});

/** A connection that is there, and what becomes of it. */
async function connectTo({ port }: HttpListener, firstWords = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.on('error', () => undefined);
  socket.write(firstWords);
  return socket;
}

describe('listen', () => {
  it('takes a free port and says where', async () => {
    const { url, port } = await open(hello);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(await (await fetch(url)).text()).toBe('hello');
  });

  it('writes an IPv6 address as URLs do', async () => {
    const { url, port } = await open(hello, { host: '::1' });
    expect(url).toBe(`http://[::1]:${port}`);
    expect((await fetch(url)).status).toBe(200);
  });

  it('names the port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(listen('api', hello, { ...LOCAL, port })).rejects.toMatchObject({
        code: 'ERR_PORT_TAKEN',
        message: `api cannot listen on 127.0.0.1:${port}: another program has that port. Stop that program or choose another port.`,
      });
    } finally {
      other.close();
    }
  });

  it.each([
    ['an address that is not ours', { host: '192.0.2.1' }],
    ['a port that is none', { port: 65_536 }],
    ['a port below 0', { port: -1 }],
  ])('refuses %s with a sentence', async (_what, options) => {
    await expect(listen('api', hello, { ...LOCAL, ...options })).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringMatching(/^api cannot listen on /),
    });
  });

  it('lets the caller set the server up before it listens', async () => {
    let wasListening: boolean | undefined;
    await open(hello, {
      configure: (server) => {
        wasListening = server.listening;
      },
    });
    expect(wasListening).toBe(false);
  });

  it('speaks TLS when it has a certificate', async () => {
    await using directory = await temporaryDirectory();
    const authority = await openAuthority(directory.path);
    const { url } = await open(hello, { tls: authority.issue(['127.0.0.1']) });
    expect(url).toMatch(/^https:/);
    const status = await new Promise((resolve, reject) => {
      https
        .get(url, { ca: authority.caCertificate, agent: false }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject);
    });
    expect(status).toBe(200);
  });
});

describe('close', () => {
  it('lets an answer in flight finish, and takes no new connection meanwhile', async () => {
    let finish: (() => void) | undefined;
    const listener = await open(
      (_request, response) => {
        response.write('first half, ');
        finish = () => response.end('second half');
      },
      { graceMs: 60_000 },
    );
    const response = await fetch(listener.url);
    const closing = listener.close();
    await expect(fetch(listener.url)).rejects.toBeDefined();
    finish?.();
    expect(await response.text()).toBe('first half, second half');
    await closing;
  });

  it('answers while it drains, and sends clients off the connections that they keep', async () => {
    const listener = await open(hello, { drainMs: 1_000 });
    expect((await fetch(listener.url)).headers.get('connection')).toBe('keep-alive');
    const closing = listener.close();
    const late = await fetch(listener.url);
    expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
    await closing;
    await expect(fetch(listener.url)).rejects.toBeDefined();
  });

  it('cuts an answer that does not end within the grace', async () => {
    const listener = await open((_request, response) => void response.write('for ever'), { graceMs: 20 });
    const response = await fetch(listener.url);
    await listener.close();
    await expect(response.text()).rejects.toBeDefined();
  });

  it.each([
    ['an idle kept-alive one', 'GET / HTTP/1.1\r\nHost: here\r\n\r\n'],
    ['one in the middle of a request', 'GET / HTTP/1.1\r\nHo'],
    ['one that has said nothing', ''],
  ])('ends every connection: %s', async (_what, words) => {
    const listener = await open(hello, { graceMs: 20 });
    const socket = await connectTo(listener, words);
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    if (words.endsWith('\r\n\r\n')) await waitUntil('the answer', () => answer.includes('hello'));
    await listener.close();
    await waitUntil('the connection to end', () => socket.closed);
  });

  it('ends a connection that never shakes hands', async () => {
    await using directory = await temporaryDirectory();
    const tls = (await openAuthority(directory.path)).issue(['127.0.0.1']);
    const listener = await open(hello, { tls, graceMs: 20 });
    const socket = await connectTo(listener);
    await listener.close();
    await waitUntil('the connection to end', () => socket.closed);
  });

  it('may be called twice', async () => {
    const listener = await open(hello);
    await Promise.all([listener.close(), listener.close()]);
    await listener.close();
  });
});
