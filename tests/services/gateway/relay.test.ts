import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { type OriginServers, startOriginServers } from './origin-servers.ts';
import { connectTo, exchange } from './raw-exchange.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

let origin: OriginServers;
let gateway: StartedGateway;

beforeAll(async () => {
  origin = await startOriginServers();
  const plain = { host: '127.0.0.1', port: origin.plainPort, tls: false };
  gateway = await startGateway({
    upstreams: [
      { host: '*.s3.test', to: plain },
      { host: '127.0.0.1', port: 5001, to: plain },
      { host: '*.vault.test', to: { ...plain, port: origin.securePort, tls: true } },
      { host: 'down.test', to: { ...plain, port: origin.closedPort } },
    ],
    allowedHosts: ['localhost'],
  });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await origin[Symbol.asyncDispose]();
});

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** The values of a field as the origin got them. */
function valuesOf({ rawHeaders }: Echo, name: string): string[] {
  return rawHeaders.filter((_, index) => rawHeaders[index - 1]?.toLowerCase() === name && index % 2 === 1);
}

describe('a request is relayed', () => {
  it.each([
    ['GET', 'https://bucket.s3.test/key?list-type=2', 'bucket.s3.test', ''],
    ['GET', 'http://bucket.s3.test/key', 'bucket.s3.test', ''],
    ['PUT', 'https://a.b.s3.test/key', 'a.b.s3.test', 'x'.repeat(500_000)],
    ['POST', 'https://my.vault.test/token', 'my.vault.test', 'grant_type=client_credentials'],
    ['POST', 'http://127.0.0.1:5001/login', '127.0.0.1:5001', '{}'],
    ['POST', 'https://bucket.s3.test/key?uploads', 'bucket.s3.test', ''],
    ['DELETE', 'https://bucket.s3.test/key', 'bucket.s3.test', ''],
  ])('%s %s with its Host', async (method, url, host, body) => {
    const answer = await gateway.client.ask(url, { method, ...(body && { body }) });
    expect(answer.status).toBe(200);
    const echo = answer.json<Echo>();
    expect([echo.method, echo.body, valuesOf(echo, 'host')]).toEqual([method, body, [host]]);
    expect(url.endsWith(echo.url)).toBe(true);
    expect(valuesOf(echo, 'x-forwarded-for')).toEqual([]);
  });

  it('to an allowed host on any port', async () => {
    const answer = await gateway.client.ask(`http://localhost:${origin.plainPort}/real`);
    expect(answer.json()).toMatchObject({ url: '/real' });
  });

  it('with its path to the letter', async () => {
    const answer = await exchange(
      gateway.url,
      'GET http://bucket.s3.test/a/../b//c%2F%41?x=+%20 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toContain('"url":"/a/../b//c%2F%41?x=+%20"');
  });

  it('without the fields that were for the gateway, and with all others', async () => {
    const answer = await gateway.client.ask('http://bucket.s3.test/', {
      headers: {
        Connection: 'close, X-Hop',
        'X-Hop': '1',
        'Keep-Alive': 'timeout=5',
        'Proxy-Connection': 'keep-alive',
        'Proxy-Authorization': 'Basic YTpi',
        TE: 'trailers',
        Authorization: 'AWS4-HMAC-SHA256 …'.slice(0, 16),
        'X-Amz-Date': '20260115T120000Z',
        'X-Twice': ['1', '2'],
      },
    });
    const echo = answer.json<Echo>();
    for (const name of ['x-hop', 'keep-alive', 'proxy-connection', 'proxy-authorization', 'te']) {
      expect([name, valuesOf(echo, name)]).toEqual([name, []]);
    }
    expect(valuesOf(echo, 'authorization')).toEqual(['AWS4-HMAC-SHA256']);
    expect(valuesOf(echo, 'x-twice')).toEqual(['1', '2']);
    expect(valuesOf(echo, 'connection')).toEqual(['keep-alive']);
    expect(echo.rawHeaders).toContain('X-Amz-Date');
  });

  it('with a body of unknown length, after 100', async () => {
    const answer = await exchange(
      gateway.url,
      'PUT http://bucket.s3.test/key HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n' +
        'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
    expect(answer).toContain('"body":"hello world"');
  });

  it('over connections that are kept', async () => {
    await gateway.client.ask('https://bucket.s3.test/first');
    const before = origin.connections;
    for (let request = 0; request < 10; request += 1) await gateway.client.ask('https://bucket.s3.test/');
    expect(origin.connections).toBe(before);
  });

  it('with a length of 0 when it has no body and says no length', async () => {
    const answer = await exchange(
      gateway.url,
      'POST http://bucket.s3.test/key?uploads HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    const echo = JSON.parse(answer.split('\r\n\r\n')[1] as string) as Echo;
    expect([valuesOf(echo, 'content-length'), valuesOf(echo, 'transfer-encoding')]).toEqual([['0'], []]);
  });

  it('once more when the kept connection was left by the other side', async () => {
    for (let request = 0; request < 3; request += 1) {
      expect((await gateway.client.ask('https://bucket.s3.test/leaves')).text).toBe('still here');
    }
  });

  it('but only once with a body, which cannot be sent again', async () => {
    await gateway.client.ask('https://bucket.s3.test/leaves');
    const answer = await gateway.client.ask('https://bucket.s3.test/leaves', { method: 'POST', body: 'x' });
    expect(answer).toMatchObject({ status: 502, headers: { 'x-error-code': 'unreachable' } });
  });
});

describe('an answer is relayed', () => {
  it('with its reason and all fields but those that were for the gateway', async () => {
    const { status, reason, headers, text } = await gateway.client.ask('https://bucket.s3.test/fields');
    expect([status, reason, text]).toEqual([201, 'As You Wish', 'ok']);
    expect(headers).toMatchObject({
      'set-cookie': ['a=1', 'b=2'],
      etag: '"1"',
      via: '1.1 connector-playground',
    });
    expect(headers['x-between']).toBeUndefined();
  });

  it.each([
    ['HEAD', '/fields', 201],
    ['GET', '/not-modified', 304],
  ])('%s %s without a body', async (method, path, status) => {
    const answer = await gateway.client.ask(`https://bucket.s3.test${path}`, { method });
    expect(answer).toMatchObject({ status, text: '', headers: { etag: '"1"' } });
  });

  it.each(['http', 'https'])('that breaks off is broken off, over %s', async (scheme) => {
    await expect(gateway.client.ask(`${scheme}://bucket.s3.test/broken-off`)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });

  it.each([
    ['http://down.test/', 502, 'unreachable', /127\.0\.0\.1:\d+ does not answer.*ECONNREFUSED/],
    ['https://down.test/', 502, 'unreachable', /playground status/],
  ])('is made up when there is none: %s', async (url, status, code, sentence) => {
    const answer = await gateway.client.ask(url);
    expect(answer).toMatchObject({ status, headers: { 'x-error-code': code } });
    expect(answer.json<{ error: string }>().error).toMatch(sentence);
  });

  it('is made up when the server is silent too long', async () => {
    const to = { host: '127.0.0.1', port: origin.plainPort, tls: false };
    await using impatient = await startGateway({
      idleTimeoutMs: 100,
      upstreams: [{ host: 'slow.test', to }],
    });
    const answer = await impatient.client.ask('https://slow.test/silent');
    expect(answer).toMatchObject({ status: 504, headers: { 'x-error-code': 'upstream_timeout' } });
    expect(answer.json<{ error: string }>().error).toMatch(/silent for 100 ms/);
  });

  it('of a real host counts only with a certificate that is trusted', async () => {
    const answer = await exchange(
      gateway.url,
      `GET https://localhost:${origin.securePort}/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 502 .*certificate/s);
  });
});

it('a client that leaves ends the request that was made for it', async () => {
  await gateway.reset();
  const socket = await connectTo(gateway.url);
  socket.write('GET http://bucket.s3.test/silent HTTP/1.1\r\nHost: a\r\n\r\n');
  await waitUntil('the request to come', () => origin.waiting === 1);
  socket.resetAndDestroy();
  await waitUntil('the request to be given up', () => origin.waiting === 0);
  const entry = await waitUntil('the end', async () =>
    (await gateway.journal()).find(({ aborted }) => aborted),
  );
  expect(entry).toMatchObject({ target: 'http://bucket.s3.test/silent', status: null });
});

it('what comes after a request and is none does not garble the answer to it', async () => {
  const answer = await exchange(
    gateway.url,
    'GET http://bucket.s3.test/silent HTTP/1.1\r\nHost: a\r\n\r\n\x16\x03\x01\r\n\r\n',
  );
  expect(answer).toBe('');
  await waitUntil('the request to be given up', () => origin.waiting === 0);
});
