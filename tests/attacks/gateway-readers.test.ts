import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exchange } from '../services/gateway/raw-exchange.ts';
import { type StartedGateway, startGateway } from '../services/gateway/start-gateway.ts';
import { bodyReader } from './body-reader.ts';
import { heard } from './raw-exchange.ts';

const KIB = 1024;
const MIB = KIB * KIB;
const SHORT_MS = 300;
let gateway: StartedGateway;
let silent: Server;

beforeAll(async () => {
  silent = createServer((socket) => socket.on('error', () => undefined).resume());
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const to = { host: '127.0.0.1', port: (silent.address() as AddressInfo).port, tls: false };
  gateway = await startGateway({
    standIns: [bodyReader],
    upstreams: [
      { host: 'silent.test', to },
      { host: 'silent.test', port: 5432, to },
    ],
    direct: { http: 0, https: 0 },
    bodyTimeoutMs: SHORT_MS,
    handshakeTimeoutMs: SHORT_MS,
    idleTimeoutMs: SHORT_MS,
  });
});

afterAll(async () => {
  const answer = await gateway.client.ask('http://reads.test/', { method: 'POST', body: '{"a":1}' });
  expect(answer.text).toBe('object');
  await gateway[Symbol.asyncDispose]();
  silent.close();
});

describe('services/gateway/stand-ins/read-body.ts', () => {
  const json = (sizeBytes: number): string => `{"a":"${'x'.repeat(sizeBytes - 8)}"}`;
  const levels = (count: number): string => `${'{"a":'.repeat(count - 1)}{}${'}'.repeat(count - 1)}`;
  it.each<[what: string, body: string | Buffer, encoding: string, read: string]>([
    ['1 MiB', json(MIB), 'identity', 'object'],
    ['a byte more', json(MIB + 1), 'identity', 'nothing'],
    ['16 MiB', json(16 * MIB), 'identity', 'nothing'],
    ['1 MiB that was packed', gzipSync(json(MIB)), 'gzip', 'object'],
    ['a byte more that was packed', gzipSync(json(MIB + 1)), 'gzip', 'nothing'],
    ['256 MiB that were packed', gzipSync(Buffer.alloc(256 * MIB)), 'gzip', 'nothing'],
    ['two packed texts in a row', Buffer.concat([gzipSync('{"a":'), gzipSync('1}')]), 'gzip', 'object'],
    ['50,000 packed texts in a row', Buffer.concat(Array(50_000).fill(gzipSync(''))), 'gzip', 'nothing'],
    ['half a packed text', gzipSync(json(KIB)).subarray(0, 20), 'gzip', 'nothing'],
    ['what is not packed', json(KIB), 'gzip', 'nothing'],
    ['what is packed in another way', gzipSync(json(KIB)), 'br', 'nothing'],
    ['100 levels', levels(100), 'identity', 'object'],
    ['101 levels', levels(101), 'identity', 'nothing'],
    ['100,000 levels', levels(100_000), 'identity', 'nothing'],
    ['500,000 levels that never end', '['.repeat(500_000), 'identity', 'nothing'],
    ['a key __proto__', '{"__proto__":{"a":1},"constructor":{"prototype":1}}', 'identity', 'object'],
    ['a number of 1,000,000 digits', `{"a":${'9'.repeat(1_000_000)}}`, 'identity', 'object'],
    ['nothing', '', 'identity', 'nothing'],
  ])('%s', async (_what, body, encoding, read) => {
    const asking = { method: 'POST', headers: { 'Content-Encoding': encoding }, body };
    const answer = await gateway.client.ask('http://reads.test/', asking);
    expect([answer.status, answer.text]).toEqual([200, read]);
  });

  it.each([
    ['of which nothing comes', 'Content-Length: 10', ''],
    ['that stops', 'Content-Length: 10', '{'],
    ['whose chunk stops', 'Transfer-Encoding: chunked', '5\r\n{'],
    ['whose last chunk does not come', 'Transfer-Encoding: chunked', '2\r\n{}\r\n'],
    ['that is packed and stops', 'Content-Encoding: gzip\r\nContent-Length: 10', '\x1f\x8b'],
  ])('a body %s is waited for no longer than the time for bodies', async (_what, field, body) => {
    const request = `POST http://reads.test/ HTTP/1.1\r\nHost: reads.test\r\n${field}\r\n\r\n${body}`;
    expect(await exchange(gateway.url, request)).toMatch(
      /^HTTP\/1\.1 408 [\s\S]*X-Error-Code: request_timeout/i,
    );
  });

  it.each(['POST http://reads.test/unread', 'POST http://nowhere.test/', 'POST /_playground/reset'])(
    'what is left of the body of %s is read no longer either',
    async (line) => {
      const answer = await exchange(
        gateway.url,
        `${line} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\na`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 [25]0/);
    },
  );
});

describe.each([
  ['services/gateway/relay.ts', 'POST http://silent.test/ HTTP/1.1', 'HTTP/1.1 504 '],
  ['services/gateway/open-tunnel.ts', 'CONNECT silent.test:5432 HTTP/1.1', 'HTTP/1.1 200 '],
])('%s', (_file, line, begins) => {
  it.each([
    ['nothing', ''],
    ['half a body', 'half'],
    ['half a chunk', '5\r\nha'],
  ])('ends with %s behind the head and then silence', async (_what, body) => {
    const framing = body.includes('\r\n') ? 'Transfer-Encoding: chunked' : 'Content-Length: 10';
    const fields = line.startsWith('CONNECT') ? '' : `${framing}\r\n`;
    const answer = await exchange(gateway.url, `${line}\r\nHost: silent.test\r\n${fields}\r\n${body}`);
    expect(answer.slice(0, begins.length)).toBe(begins);
  });
});

describe('services/gateway/tls-terminator.ts', () => {
  it.each([
    ['nothing', ''],
    ['half a hello', '\x16\x03\x01\x02\x00\x01'],
    ['plain HTTP', 'GET / HTTP/1.1\r\n\r\n'],
  ])('ends a tunnel in which comes %s', async (_what, words) => {
    const connecting = 'CONNECT reads.test:443 HTTP/1.1\r\nHost: reads.test\r\n\r\n';
    expect(await heard(Number(new URL(gateway.url).port), connecting + words)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('services/gateway/direct-doors.ts', () => {
  it.each([
    ['nothing', ''],
    ['half a hello', '\x16\x03\x01\x02\x00\x01'],
    ['plain HTTP', 'GET / HTTP/1.1\r\n\r\n'],
  ])('ends a connection on which comes %s', async (_what, words) => {
    expect(await heard(gateway.direct?.https as number, Buffer.from(words, 'latin1'))).not.toContain(
      'HTTP/1.1',
    );
  });
});
