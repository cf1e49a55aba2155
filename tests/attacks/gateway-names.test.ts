import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal } from '../../core/control/journal.ts';
import { LONGEST_TEXT } from '../../core/cut-text.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { connectTo } from '../services/gateway/raw-exchange.ts';
import { type StartedGateway, startGateway } from '../services/gateway/start-gateway.ts';
import { createProxyClient, secureThrough } from '../support/proxy-client.ts';

let gateway: StartedGateway;

beforeAll(async () => {
  gateway = await startGateway({ journal: new Journal(1_000), direct: { http: 0, https: 0 } });
});

/** A good client, in every way there is. */
afterAll(async () => {
  await using client = createProxyClient(gateway.url, { ca: gateway.authority.caCertificate });
  expect((await client.ask('https://api.sample.test/world')).status).toBe(200);
  expect((await client.ask('http://api.sample.test/world')).status).toBe(200);
  expect(await direct('api.sample.test', 'api.sample.test')).toBe('200');
  await gateway[Symbol.asyncDispose]();
});

/** The status of a request at the direct port of TLS, or the error of its handshake. */
async function direct(servername: string, host: string, more: ConnectionOptions = {}): Promise<string> {
  const socket = connectTls({
    host: '127.0.0.1',
    port: gateway.direct?.https as number,
    servername,
    ca: gateway.authority.caCertificate,
    ...more,
  });
  return new Promise((resolve) => {
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.once('secureConnect', () =>
      socket.write(`GET /world HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 'no handshake'));
  });
}

describe('at the direct port of TLS, the name', () => {
  it.each([
    ['api.sample.test', 'api.sample.test', '200'],
    ['API.sample.test', 'api.sample.test', '421'],
    ['api.sample.test', 'API.SAMPLE.TEST.', '200'],
    ['api.sample.test', 'api.sample.test:443', '200'],
    ['api.sample.test', 'api.sample.test:444', '421'],
    ['api.sample.test', 'a.tenant.sample.test', '421'],
    ['a.tenant.sample.test', 'b.tenant.sample.test', '421'],
    ['example.org', 'api.sample.test', '421'],
    ['example.org', 'example.org', '502'],
    ['api.sample.test', '', '400'],
    ['api.sample.test', 'api.sample.test, example.org', '400'],
    ['', 'api.sample.test', 'no handshake'],
    ['a b', 'api.sample.test', 'no handshake'],
    ['*.sample.test', 'api.sample.test', '421'],
    ['../../etc/passwd', 'api.sample.test', 'no handshake'],
    [`${'a'.repeat(64)}.test`, 'api.sample.test', 'no handshake'],
  ])("'%s' with Host '%s' is %s", async (servername, host, outcome) => {
    expect(await direct(servername, host, { checkServerIdentity: () => undefined })).toBe(outcome);
  });
});

describe('in a tunnel', () => {
  it.each(['api.sample.test', 'example.org', ''])(
    "the name '%s' in the hello changes nothing: certificate and host are those of the tunnel",
    async (servername) => {
      const secure = await secureThrough(gateway.url, 'api.sample.test:443', {
        ca: gateway.authority.caCertificate,
        servername,
        checkServerIdentity: () => undefined,
      });
      expect(secure.getPeerCertificate().subjectaltname).toBe('DNS:api.sample.test');
      secure.write('GET /world HTTP/1.1\r\nHost: api.sample.test\r\nConnection: close\r\n\r\n');
      const [chunk] = await once(secure, 'data');
      expect(String(chunk)).toMatch(/^HTTP\/1\.1 200 /);
      secure.destroy();
    },
  );
});

describe('the journal', () => {
  const flood = async (count: number, line: (index: number) => string): Promise<void> => {
    const socket = await connectTo(gateway.url);
    let answers = 0;
    let cut = '';
    socket.on('data', (chunk) => {
      const parts = `${cut}${chunk}`.split('HTTP/1.1 ');
      answers += parts.length - 1;
      // A chunk may end within the words that begin the next answer.
      cut = (parts.at(-1) ?? '').slice(-'HTTP/1.1'.length);
    });
    for (let index = 0; index < count; index += 1) {
      socket.write(`GET ${line(index)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    }
    await waitUntil('all answers', () => answers >= count, { timeoutMs: 25_000 });
    socket.destroy();
  };

  it.each([
    ['paths of 5 KB', 1_050, (index: number) => `http://api.sample.test/${index}/${'x'.repeat(5_000)}`],
    ['hosts that nobody knows', 1_050, (index: number) => `http://n${index}.example.org/`],
    ['targets that are none', 1_050, (index: number) => `http://${'%'.repeat(5_000)}${index}/`],
  ])('of 1,000 keeps no more with %s of more, and 2,049 characters of each', async (_what, count, line) => {
    await gateway.reset();
    await flood(count, line);
    const entries = await gateway.journal();
    expect(entries.length).toBe(1_000);
    expect(Math.max(...entries.map(({ target }) => target?.length ?? 0))).toBeLessThanOrEqual(
      LONGEST_TEXT + 1,
    );
    expect(JSON.stringify(entries).length).toBeLessThan(3_000_000);
  });
});

describe('a request is answered while 1,200 connections sit', () => {
  const ports = {
    'the proxy': () => Number(new URL(gateway.url).port),
    'the direct port of HTTP': () => gateway.direct?.http as number,
    'the direct port of TLS': () => gateway.direct?.https as number,
  };

  it.each<[where: keyof typeof ports, what: string, words: string]>([
    ['the proxy', 'with half a head', 'GET http://api.sample.test/ HTTP/1.1\r\nX-A'],
    ['the proxy', 'with half a CONNECT', 'CONNECT api.sample.test:443 HTTP/1.1\r\nX-A'],
    ['the proxy', 'in tunnels without a hello', 'CONNECT api.sample.test:443 HTTP/1.1\r\n\r\n'],
    ['the direct port of HTTP', 'with half a head', 'GET / HTTP/1.1\r\nHost: api.sample.test\r\nX-A'],
    ['the direct port of TLS', 'without a word', ''],
    ['the direct port of TLS', 'with half a hello', '\x16\x03\x01\x02\x00\x01'],
  ])('at %s %s', async (where, _what, words) => {
    const crowd: Socket[] = [];
    for (let client = 0; client < 1_200; client += 1) {
      const socket = connect(ports[where](), '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      if (words !== '') socket.write(words);
      crowd.push(socket.resume());
    }
    // A connection of its own: one that was kept may be among those that had to go.
    await using client = createProxyClient(gateway.url, { ca: gateway.authority.caCertificate });
    expect((await client.ask('https://api.sample.test/world')).status).toBe(200);
    expect(await direct('api.sample.test', 'api.sample.test')).toBe('200');
    // No listener keeps more than 1,000.
    await waitUntil('those too many to go', () => crowd.filter(({ closed }) => closed).length >= 200);
    for (const socket of crowd) socket.destroy();
  });
});
