import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exchange } from '../services/gateway/raw-exchange.ts';
import { type StartedGateway, startGateway } from '../services/gateway/start-gateway.ts';

let gateway: StartedGateway;
let database: Server;

beforeAll(async () => {
  database = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (chunk) => socket.end(`got ${chunk.length}`));
  });
  await once(database.listen(0, '127.0.0.1'), 'listening');
  const to = { host: '127.0.0.1', port: (database.address() as AddressInfo).port, tls: false };
  gateway = await startGateway({
    upstreams: [{ host: 'postgres', port: 5432, to }],
  });
});

/** A good client, in every way there is. */
afterAll(async () => {
  expect((await gateway.client.ask('https://api.sample.test/world')).status).toBe(200);
  expect((await gateway.client.ask('http://api.sample.test/world')).status).toBe(200);
  expect(await exchange(gateway.url, 'CONNECT postgres:5432 HTTP/1.1\r\n\r\nhello')).toMatch(/got 5$/);
  await gateway[Symbol.asyncDispose]();
  database.close();
});

/** The status and the code of the error that some bytes are answered with. */
async function outcomeOf(bytes: string): Promise<string> {
  const answer = await exchange(gateway.url, Buffer.from(bytes, 'latin1'));
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 'nothing';
  const code = /\r\nX-Error-Code: (\w+)/i.exec(answer)?.[1];
  return code === undefined ? status : `${status} ${code}`;
}

const LONG = 'a'.repeat(253);

/** With the beginning of each target, for the name of its test. */
const shown = (rows: readonly (readonly [target: string, outcome: string])[]) =>
  rows.map(([target, outcome]) => [target.slice(0, 60), outcome, target] as const);

describe('CONNECT to', () => {
  it.each(
    shown([
      ['http://api.sample.test:443/', '400 bad_target'],
      ['https://api.sample.test', '400 bad_target'],
      ['//api.sample.test:443', '400 bad_target'],
      ['/', '400 bad_target'],
      ['*', '400 bad_target'],
      ['*:443', '400 bad_target'],
      ['api.sample.test', '400 bad_target'],
      ['api.sample.test:', '400 bad_target'],
      [':443', '400 bad_target'],
      ['443', '400 bad_target'],
      ['user@api.sample.test:443', '400 bad_target'],
      ['user:password@api.sample.test:443', '400 bad_target'],
      ['api.sample.test:443@example.org:443', '400 bad_target'],
      ['api.sample.test:0', '400 bad_target'],
      ['api.sample.test:-1', '400 bad_target'],
      ['api.sample.test:+443', '400 bad_target'],
      ['api.sample.test:65536', '400 bad_target'],
      ['api.sample.test:443443', '400 bad_target'],
      ['api.sample.test:0x1bb', '400 bad_target'],
      ['api.sample.test:443:443', '400 bad_target'],
      ['api.sample.test:443/path', '400 bad_target'],
      ['api.sample.test:443?query', '400 bad_target'],
      ['api.sample.test:443#fragment', '400 unparsable'],
      ['api%2esample.test:443', '400 bad_target'],
      ['api.sample.test%00:443', '400 bad_target'],
      ['api\\sample.test:443', '400 unparsable'],
      ['*.tenant.sample.test:443', '400 bad_target'],
      ['-api.sample.test:443', '400 bad_target'],
      ['api.sample.test..:443', '400 bad_target'],
      ['::1:443', '400 bad_target'],
      ['[::1', '400 bad_target'],
      ['[::1]', '400 bad_target'],
      ['[::1%lo]:443', '400 bad_target'],
      ['[::g]:443', '400 bad_target'],
      ['[127.0.0.1]:443', '400 bad_target'],
      ['[]:443', '400 bad_target'],
      ['api.sample.t\xe9st:443', '400 unparsable'],
      [`${LONG}a:443`, '400 bad_target'],
      [`${'a'.repeat(10_000)}:443`, '400 bad_target'],
      ['api.sample.test:443 x', '400 unparsable'],
      ['api.sample.test:22', '502 unknown_port'],
      ['api.sample.test:65535', '502 unknown_port'],
      ['postgres:443', '502 unknown_port'],
      ['postgres:05432', '200'],
      ['POSTGRES.:5432', '200'],
      ['[::1]:443', '502 unknown_host'],
      ['[::ffff:127.0.0.1]:443', '502 unknown_host'],
      ['127.0.0.1:443', '502 unknown_host'],
      ['0x7f.1:443', '502 unknown_host'],
      ['2130706433:443', '502 unknown_host'],
      ['localhost:443', '502 unknown_host'],
      ['xn--bcher-kva.example:443', '502 unknown_host'],
      ['api.sample.test.example.org:443', '502 unknown_host'],
      ['evilapi.sample.test:443', '502 unknown_host'],
      ['tenant.sample.test:443', '502 unknown_host'],
      [`${LONG}:443`, '502 unknown_host'],
    ]),
  )('%s is %s', async (_shown, outcome, target) => {
    // What a tunnel that was opened does with this is for its other end to say.
    expect(await outcomeOf(`CONNECT ${target} HTTP/1.1\r\nHost: x\r\n\r\nhello`)).toBe(outcome);
  });
});

describe('a CONNECT', () => {
  it.each([
    ['with a body of its own', 'Content-Length: 5\r\n\r\nhello', '200'],
    ['with chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n', '200'],
    ['without Host', '\r\nhello', '200'],
    ['for another Host', 'Host: example.org\r\n\r\nhello', '200'],
    ['with two Hosts', 'Host: a\r\nHost: b\r\n\r\nhello', '200'],
    [
      'with a length and chunks',
      'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello',
      '400 unparsable',
    ],
    ['with two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello', '400 unparsable'],
    ['with Proxy-Authorization', 'Proxy-Authorization: Basic eDp5\r\n\r\nhello', '200'],
    ['with 5,000 fields', `${'a:\r\n'.repeat(5_000)}\r\nhello`, '200'],
    ['with a head of 20 KB', `X: ${'x'.repeat(20_000)}\r\n\r\n`, '431 headers_too_large'],
    ['that is folded', 'X: a\r\n b\r\n\r\nhello', '400 unparsable'],
  ])('%s is %3$s', async (_what, rest, outcome) => {
    expect(await outcomeOf(`CONNECT postgres:5432 HTTP/1.1\r\n${rest}`)).toBe(outcome);
  });

  it.each([
    ['in a tunnel without TLS', 'CONNECT api.sample.test:80 HTTP/1.1\r\n\r\n'],
    ['in a tunnel of a host with a star', 'CONNECT a.tenant.sample.test:80 HTTP/1.1\r\n\r\n'],
  ])('%s is refused as nested', async (_what, outer) => {
    const answer = await exchange(
      gateway.url,
      `${outer}CONNECT postgres:5432 HTTP/1.1\r\nHost: x\r\n\r\nhello`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*HTTP\/1\.1 400 [\s\S]*X-Error-Code: nested_tunnel/i);
    expect(answer).not.toContain('got ');
  });
});

describe('a request for', () => {
  it.each(
    shown([
      ['http://API.SAMPLE.TEST/world', '200'],
      ['HTTP://api.sample.test/world', '200'],
      ['http://api.sample.test./world', '200'],
      ['http://api.sample.test:80/world', '200'],
      ['http://api.sample.test:080/world', '200'],
      ['http://user:password@api.sample.test/world', '200'],
      ['http://example.org@api.sample.test/world', '200'],
      ['http://api.sample.test@example.org/world', '502 unknown_host'],
      ['http://a.b.c.tenant.sample.test/world', '200'],
      ['http://.tenant.sample.test/world', '400 bad_target'],
      ['http://*.tenant.sample.test/world', '400 bad_target'],
      ['http://tenant.sample.test/world', '502 unknown_host'],
      ['http://xn--api-.sample.test/world', '502 unknown_host'],
      ['http://\xe4pi.sample.test/world', '400 unparsable'],
      ['http://api%2esample.test/world', '400 bad_target'],
      ['http://api.sample.test%2f@x/world', '502 unknown_host'],
      ['http://api.sample.test\\@example.org/world', '400 unparsable'],
      ['http://api.sample.test../world', '400 bad_target'],
      ['http://api..sample.test/world', '502 unknown_host'],
      ['http:///world', '400 bad_target'],
      ['http://:80/world', '400 bad_target'],
      ['http://api.sample.test:0/world', '400 bad_target'],
      ['http://api.sample.test:99999/world', '400 bad_target'],
      ['http://api.sample.test:/world', '400 bad_target'],
      ['http://[api.sample.test]/world', '400 bad_target'],
      ['http://[::1]/world', '502 unknown_host'],
      ['http://127.1/world', '502 unknown_host'],
      ['ws://api.sample.test/world', '400 bad_target'],
      ['file:///etc/passwd', '400 bad_target'],
      ['javascript://api.sample.test/world', '400 bad_target'],
      ['api.sample.test/world', '400 unparsable'],
      [`http://${LONG}a/world`, '400 bad_target'],
    ]),
  )('%s is %s', async (_shown, outcome, target) => {
    expect(await outcomeOf(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toBe(outcome);
  });
});
