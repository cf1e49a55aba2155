import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectThrough, refusalOf, secureThrough } from '../../support/proxy-client.ts';
import { connectTo, exchange } from './raw-exchange.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

let gateway: StartedGateway;

beforeAll(async () => {
  gateway = await startGateway({
    upstreams: [{ host: 'postgres', port: 5432, to: { host: '127.0.0.1', port: 1, tls: false } }],
  });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});

const HOSTS = ['api.sample.test', '*.tenant.sample.test', 'postgres:5432'];

describe('a host that nobody answers for is refused at once, with the way out', () => {
  it.each([
    [
      'example.org:443',
      'example.org is not in the playground',
      /--allowed-hosts example\.org.*--source FILE.*--replay FILE\.har.*--stand-ins FILE/,
    ],
    ['sample.test:443', 'sample.test is not in the playground', /Known hosts: api\.sample\.test/],
    ['[2001:db8::1]:443', '2001:db8::1 is not in the playground', /--allowed-hosts/],
    ['api.sample.test:8443', 'api.sample.test is not in the playground on port 8443', /80 and 443/],
    ['postgres:443', 'postgres is not in the playground on port 443', /postgres:5432/],
  ])('CONNECT %s', async (authority, reason, sentence) => {
    const tunnel = await connectThrough(gateway.url, authority);
    expect([tunnel.status, tunnel.reason]).toEqual([502, reason]);
    const { error, hosts } = await refusalOf(tunnel);
    expect(error).toMatch(sentence);
    expect(hosts).toEqual(HOSTS);
  });

  it.each([
    ['http://example.org/data', 'unknown_host'],
    ['http://api.sample.test:5001/data', 'unknown_port'],
  ])('GET %s', async (url, code) => {
    const answer = await gateway.client.ask(url);
    expect(answer).toMatchObject({ status: 502, headers: { 'x-error-code': code } });
    expect(answer.json()).toMatchObject({ error: expect.stringContaining('--allowed-hosts'), hosts: HOSTS });
  });
});

describe('what is no request for a proxy is refused, and the gateway goes on', () => {
  const rest = 'Host: api.sample.test\r\nConnection: close\r\n\r\n';
  it.each([
    ['a path', `GET /v1/data HTTP/1.1\r\n${rest}`, 400, 'not_proxied'],
    ['another scheme', `GET ftp://api.sample.test/a HTTP/1.1\r\n${rest}`, 400, 'bad_target'],
    ['a URL without a host', `GET http:///a HTTP/1.1\r\n${rest}`, 400, 'bad_target'],
    ['a URL with a wrong host', `GET http://a..%20/ HTTP/1.1\r\n${rest}`, 400, 'bad_target'],
    ['a port that is none', `GET http://api.sample.test:99999/ HTTP/1.1\r\n${rest}`, 400, 'bad_target'],
    ['a tunnel without a port', `CONNECT api.sample.test HTTP/1.1\r\n${rest}`, 400, 'bad_target'],
    ['a tunnel to port 0', `CONNECT api.sample.test:0 HTTP/1.1\r\n${rest}`, 400, 'bad_target'],
    ['bytes that are not HTTP', '\x16\x03\x01\x02\x00\r\n\r\n', 400, 'unparsable'],
    ['no Host', 'GET http://api.sample.test/ HTTP/1.1\r\nConnection: close\r\n\r\n', 400, undefined],
    [
      'a head of 20 kB',
      `GET http://api.sample.test/ HTTP/1.1\r\nA: ${'a'.repeat(20_000)}\r\n${rest}`,
      431,
      'headers_too_large',
    ],
    [
      'CONNECT with a head of 20 kB',
      `CONNECT api.sample.test:443 HTTP/1.1\r\nA: ${'a'.repeat(20_000)}\r\n${rest}`,
      431,
      'headers_too_large',
    ],
    [
      'another protocol',
      `GET http://api.sample.test/echo HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nHost: a\r\n\r\n`,
      501,
      'upgrade_refused',
    ],
  ])('%s', async (_what, bytes, status, code) => {
    const answer = await exchange(gateway.url, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    if (code) expect(answer).toMatch(new RegExp(`\r\nX-Error-Code: ${code}\r\n`, 'i'));
    expect((await gateway.client.ask('https://api.sample.test/world')).status).toBe(200);
  });

  it('but an offer of HTTP/2 in clear, as of Java, is passed over', async () => {
    const answer = await exchange(
      gateway.url,
      'GET http://api.sample.test/world HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it('and so is whatever a client sends that goes away in the middle', async () => {
    for (const bytes of [
      'CONN',
      'CONNECT api.sample.test:443 HTTP/1.1\r\n\r\n',
      'POST http://api.sample.test/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf',
    ]) {
      const socket = await connectTo(gateway.url);
      socket.write(bytes);
      socket.resetAndDestroy();
    }
    expect((await gateway.client.ask('https://api.sample.test/world')).status).toBe(200);
  });
});

describe('inside of a tunnel', () => {
  it.each([
    ['another known host', 'GET / HTTP/1.1\r\nHost: north.tenant.sample.test', 421, 'misdirected_request'],
    ['an unknown host', 'GET / HTTP/1.1\r\nHost: example.org', 421, 'misdirected_request'],
    ['another port', 'GET / HTTP/1.1\r\nHost: api.sample.test:444', 421, 'misdirected_request'],
    [
      'another host in absolute-form',
      'GET https://example.org/ HTTP/1.1\r\nHost: api.sample.test',
      421,
      'misdirected_request',
    ],
    [
      'another scheme in absolute-form',
      'GET http://api.sample.test/ HTTP/1.1\r\nHost: api.sample.test',
      421,
      'misdirected_request',
    ],
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b', 400, 'bad_target'],
    ['a tunnel', 'CONNECT api.sample.test:443 HTTP/1.1\r\nHost: api.sample.test', 400, 'nested_tunnel'],
    [
      'a head of 20 kB',
      `GET / HTTP/1.1\r\nHost: api.sample.test\r\nA: ${'a'.repeat(20_000)}`,
      431,
      'headers_too_large',
    ],
  ])('%s is refused', async (_what, head, status, code) => {
    const { caCertificate } = gateway.authority;
    const secure = await secureThrough(gateway.url, 'api.sample.test:443', { ca: caCertificate });
    secure.write(`${head}\r\nConnection: close\r\n\r\n`);
    let answer = '';
    for await (const chunk of secure) answer += chunk;
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(new RegExp(`\r\nX-Error-Code: ${code}\r\n`, 'i'));
  });

  it.each(['api.sample.test', 'API.SAMPLE.TEST', 'api.sample.test:443', 'api.sample.test.'])(
    'Host: %s is the host of the tunnel',
    async (host) => {
      const answer = await gateway.client.ask('https://api.sample.test/world', { headers: { Host: host } });
      expect(answer.status).toBe(200);
    },
  );
});
