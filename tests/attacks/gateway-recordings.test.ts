import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { parseHar } from '../../recordings/read/parse-har.ts';
import { Recording } from '../../recordings/recording.ts';
import { entry, har } from '../recordings/har.ts';
import { exchange } from '../services/gateway/raw-exchange.ts';
import { type RealHost, startRealHost } from '../services/gateway/recordings/real-host.ts';
import { type StartedGateway, startGateway } from '../services/gateway/start-gateway.ts';

const MIB = 1024 * 1024;
const SHORT_MS = 300;
const replays = parseHar(har(entry('https://replayed.test/x', '"found"', { method: 'POST' })), 'a.har');
let gateway: StartedGateway;
let real: RealHost;
let recording: Recording;

beforeAll(async () => {
  real = await startRealHost();
  recording = new Recording([`recorded.test=127.0.0.1:${real.port}`], { name: 'test', version: '1' });
  gateway = await startGateway({ replays, recording });
});

afterAll(async () => {
  expect((await gateway.client.ask('https://replayed.test/x', { method: 'POST' })).text).toBe('"found"');
  await gateway[Symbol.asyncDispose]();
  await real[Symbol.asyncDispose]();
});

describe('services/gateway/recordings/answer-recorded.ts', () => {
  it.each<[what: string, body: Buffer | string, encoding: string, status: number]>([
    ['32 MiB', Buffer.alloc(32 * MIB, 'x'), 'identity', 502],
    ['a byte more', Buffer.alloc(32 * MIB + 1, 'x'), 'identity', 413],
    ['256 MiB that were packed', gzipSync(Buffer.alloc(256 * MIB)), 'gzip', 413],
    ['packed twenty times', gzipSync('x'), Array(20).fill('gzip').join(', '), 413],
    ['packed in no known way', 'x', 'zstd', 413],
    ['100,000 levels', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'identity', 502],
    ['500,000 levels that never end', '['.repeat(500_000), 'identity', 502],
    ['a key __proto__', '{"__proto__":{"a":1}}', 'identity', 502],
    ['bytes that are no text', Buffer.from([0xff, 0, 0xfe]), 'identity', 502],
  ])('is asked with %s', async (_what, body, encoding, status) => {
    const headers = { 'Content-Encoding': encoding, 'Content-Type': 'application/json' };
    const answer = await gateway.client.ask('http://replayed.test/x', { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
  });

  it('waits for a body no longer than the time for bodies', async () => {
    const request =
      'POST http://replayed.test/x HTTP/1.1\r\nHost: replayed.test\r\nContent-Length: 10\r\n\r\na';
    await using hasty = await startGateway({ replays, bodyTimeoutMs: SHORT_MS });
    expect(await exchange(hasty.url, request)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it.each(['*', '//', '/%', '/%zz?%zz=%', `/${'a/'.repeat(3_000)}`])('is asked for %s', async (path) => {
    const method = path === '*' ? 'OPTIONS' : 'GET';
    const answer = await exchange(
      gateway.url,
      `${method} http://replayed.test${path === '*' ? '' : path} HTTP/1.1\r\nHost: replayed.test\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 502 Not in the Recording/);
  });
});

describe('services/gateway/recordings/collect-body.ts', () => {
  it.each([
    [32 * MIB, /^$/],
    [32 * MIB + 1, /\/large: a body has more than 33554432 bytes$/],
  ])('keeps no copy of %i bytes that is larger than the bound', async (bytes, why) => {
    const before = recording.size + recording.leftOut.length;
    const answer = await gateway.client.ask(`http://recorded.test/large?bytes=${bytes}`);
    expect(answer.text.length).toBe(bytes);
    await waitUntil('the exchange', () => recording.size + recording.leftOut.length > before);
    expect(recording.leftOut.at(-1) ?? '').toMatch(why);
  });

  it('keeps no more than 128 MiB, and 100,000 exchanges', () => {
    expect(recording.bounds).toEqual({ bodyBytes: 32 * MIB, allBytes: 128 * MIB, exchanges: 100_000 });
  });
});
