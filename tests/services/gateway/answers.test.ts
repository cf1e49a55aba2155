import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectThrough, createProxyClient } from '../../support/proxy-client.ts';
import { exchange } from './raw-exchange.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const NOON = Date.UTC(2026, 0, 15, 12);
let gateway: StartedGateway;

beforeAll(async () => {
  gateway = await startGateway({ clock: () => NOON });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});

describe('a stand-in sees the request as the real host would', () => {
  it.each([
    ['GET', 'https://api.sample.test/echo?a=1&b=%2F', ''],
    ['POST', 'https://api.sample.test/echo', '{"name": "Ada"}'],
    ['PUT', 'https://deep.down.tenant.sample.test/echo', 'x'.repeat(300_000)],
    ['GET', 'http://api.sample.test/echo?a=1', ''],
    ['DELETE', 'http://north.tenant.sample.test/echo', ''],
    ['POST', 'http://api.sample.test/echo', 'y'.repeat(300_000)],
  ])('%s %s', async (method, url, body) => {
    const answer = await gateway.client.ask(url, { method, ...(body && { body }) });
    expect(answer.status).toBe(200);
    const echo = answer.json<Echo>();
    expect(echo).toMatchObject({ method, url, body });
    expect(Object.keys(echo.headers).filter((name) => name.startsWith('x-forwarded'))).toEqual([]);
  });

  it.each([
    [
      'the host of the target, not the Host header',
      'GET http://api.sample.test/echo',
      'http://api.sample.test/echo',
    ],
    ['a target in capitals', 'GET HTTP://API.Sample.Test:80/echo', 'http://API.Sample.Test:80/echo'],
    ['a target with a user', 'GET http://ada:secret@api.sample.test/echo', 'http://api.sample.test/echo'],
    [
      'a path with dots and double slashes',
      'GET http://api.sample.test/echo?/../a//b',
      'http://api.sample.test/echo?/../a//b',
    ],
  ])('in absolute-form: %s', async (_what, line, url) => {
    const answer = await exchange(
      gateway.url,
      `${line} HTTP/1.1\r\nHost: elsewhere.test\r\nConnection: close\r\n\r\n`,
    );
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(JSON.parse(body)).toMatchObject({ url });
  });

  it('through a tunnel to port 80, in clear', async () => {
    const { socket, status } = await connectThrough(gateway.url, 'api.sample.test:80');
    expect(status).toBe(200);
    socket.write('GET /echo HTTP/1.1\r\nHost: api.sample.test\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toContain('"url":"http://api.sample.test/echo"');
    socket.write('GET /nowhere HTTP/1.1\r\nHost: api.sample.test\r\nConnection: close\r\n\r\n');
    const [second] = (await once(socket, 'data')) as [Buffer];
    expect(second.toString()).toMatch(/^HTTP\/1\.1 404/);
    socket.destroy();
  });

  it('also when the request comes in one packet with CONNECT', async () => {
    const answer = await exchange(
      gateway.url,
      'CONNECT api.sample.test:80 HTTP/1.1\r\nHost: api.sample.test:80\r\n\r\n' +
        'GET /echo HTTP/1.1\r\nHost: api.sample.test\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 Connection Established\r\n\r\nHTTP\/1\.1 200 OK/);
  });
});

describe('a stand-in answers', () => {
  it.each([
    ['https://api.sample.test/nowhere', 404, { message: 'nothing at /nowhere' }],
    ['http://api.sample.test/', 404, { message: 'nothing at /' }],
    ['http://api.sample.test', 404, { message: 'nothing at /' }],
    ['https://api.sample.test/_playground/health', 404, { message: 'nothing at /_playground/health' }],
    ['https://api.sample.test/refused', 403, { error: 'Not for you' }],
    ['https://api.sample.test/world', 200, { records: 200, time: '2026-01-15T12:00:00.000Z' }],
  ])('%s with %i', async (url, status, body) => {
    const answer = await gateway.client.ask(url);
    expect([answer.status, answer.json()]).toEqual([status, body]);
  });

  it('500 without its secrets when it has a fault', async () => {
    const answer = await gateway.client.ask('https://api.sample.test/broken');
    expect(answer.status).toBe(500);
    expect(answer.json<{ error: string }>().error).toMatch(/^The stand-in for api\.sample\.test failed\./);
    expect(answer.text).not.toContain('secret');
  });

  it('HEAD with the length of a body, and without one', async () => {
    const url = 'https://api.sample.test/world';
    const whole = await gateway.client.ask(url);
    const head = await gateway.client.ask(url, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(whole.text)));
  });

  it('100 before the body to a client that waits for it', async () => {
    const { socket } = await connectThrough(gateway.url, 'api.sample.test:80');
    socket.write(
      'POST /echo HTTP/1.1\r\nHost: api.sample.test\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n',
    );
    const [go] = (await once(socket, 'data')) as [Buffer];
    expect(go.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('later');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('"body":"later"');
    socket.destroy();
  });

  it('many requests on one connection', async () => {
    await using client = createProxyClient(
      gateway.url,
      { ca: gateway.authority.caCertificate },
      { maxSockets: 1 },
    );
    for (let request = 0; request < 20; request += 1) {
      expect((await client.ask('https://api.sample.test/echo')).status).toBe(200);
    }
    expect(client.tunnels).toBe(1);
  });
});
