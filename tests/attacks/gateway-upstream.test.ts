import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectTo } from '../services/gateway/raw-exchange.ts';
import { type StartedGateway, startGateway } from '../services/gateway/start-gateway.ts';
import { type RudeOrigin, startRudeOrigin } from './rude-origin.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const GOOD = `${OK}Content-Length: 4\r\n\r\ngood`;
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** What a client gets: a status and a whole body, an error of the gateway, or an answer that is cut off. */
type Outcome = string | 'unreachable' | 'upstream_timeout' | 'cut off';

const ANSWERS: readonly (readonly [what: string, pieces: readonly string[], outcome: Outcome])[] = [
  ['a good answer', [GOOD], '200 good'],
  [
    'a length and chunks',
    [`${OK}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n`],
    'unreachable',
  ],
  [
    'chunks and a length',
    [`${OK}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n4\r\ngood\r\n0\r\n\r\n`],
    'unreachable',
  ],
  ['two lengths', [`${OK}Content-Length: 4\r\nContent-Length: 5\r\n\r\ngood!`], 'unreachable'],
  ['two equal lengths', [`${OK}Content-Length: 4\r\nContent-Length: 4\r\n\r\ngood`], 'unreachable'],
  ['a list of lengths', [`${OK}Content-Length: 4, 4\r\n\r\ngood`], 'unreachable'],
  ['a negative length', [`${OK}Content-Length: -1\r\n\r\ngood`], 'unreachable'],
  ['a length with a sign', [`${OK}Content-Length: +4\r\n\r\ngood`], 'unreachable'],
  ['a length in hexadecimal', [`${OK}Content-Length: 0x4\r\n\r\ngood`], 'unreachable'],
  ['a length of 30 digits', [`${OK}Content-Length: ${'9'.repeat(30)}\r\n\r\ngood`], 'unreachable'],
  ['a length that is too long', [`${OK}Content-Length: 9\r\n\r\ngood`, 'end'], 'cut off'],
  ['a length that is too short', [`${OK}Content-Length: 2\r\n\r\ngood`], 'cut off'],
  ['no length and an end', [`${OK}\r\ngood`, 'end'], '200 good'],
  ['chunks', [`${CHUNKED}4\r\ngood\r\n0\r\n\r\n`], '200 good'],
  ['a chunk size that is none', [`${CHUNKED}zz\r\ngood\r\n0\r\n\r\n`], 'cut off'],
  ['a negative chunk size', [`${CHUNKED}-4\r\ngood\r\n0\r\n\r\n`], 'cut off'],
  ['a chunk size of 2^64', [`${CHUNKED}10000000000000000\r\ngood`], 'cut off'],
  ['a chunk that is too long', [`${CHUNKED}2\r\ngood\r\n0\r\n\r\n`], 'cut off'],
  ['a chunk that is too short', [`${CHUNKED}9\r\ngood\r\n0\r\n\r\n`, 'end'], 'cut off'],
  ['chunks without a last one', [`${CHUNKED}4\r\ngood\r\n`, 'end'], 'cut off'],
  ['chunks and a reset', [`${CHUNKED}4\r\ngood\r\n`, 'reset'], 'cut off'],
  ['a chunk extension of 100 KB', [`${CHUNKED}4;${'x'.repeat(100_000)}\r\ngood\r\n0\r\n\r\n`], 'cut off'],
  ['trailers of 100 KB', [`${CHUNKED}4\r\ngood\r\n0\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`], 'cut off'],
  ['gzip behind chunks', [`${OK}Transfer-Encoding: gzip, chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n`], '200 good'],
  [
    'chunks that are not last',
    [`${OK}Transfer-Encoding: chunked, gzip\r\n\r\n4\r\ngood\r\n0\r\n\r\n`, 'end'],
    '200 4\r\ngood\r\n0\r\n\r\n',
  ],
  ['nothing and an end', ['end'], 'unreachable'],
  ['nothing and a reset', ['reset'], 'unreachable'],
  ['nothing at all', [], 'upstream_timeout'],
  ['half a status line', ['HTTP/1.1 20'], 'upstream_timeout'],
  ['half a status line and an end', ['HTTP/1.1 20', 'end'], 'unreachable'],
  ['half a head', [`${OK}Content-Le`], 'upstream_timeout'],
  ['half a head and an end', [`${OK}Content-Le`, 'end'], 'unreachable'],
  ['half a body', [`${OK}Content-Length: 9\r\n\r\ngood`], 'cut off'],
  ['what is not HTTP', ['SSH-2.0-OpenSSH\r\n'], 'unreachable'],
  ['a TLS alert', ['\x15\x03\x03\x00\x02\x02\x28'], 'unreachable'],
  ['HTTP/2', ['HTTP/2 200 OK\r\n\r\n'], 'unreachable'],
  ['HTTP/0.9', ['good', 'end'], 'unreachable'],
  ['a status of two digits', ['HTTP/1.1 20 OK\r\nContent-Length: 4\r\n\r\ngood'], 'unreachable'],
  ['status 099', ['HTTP/1.1 099 OK\r\nContent-Length: 4\r\n\r\ngood'], 'unreachable'],
  ['status 999', ['HTTP/1.1 999 Odd\r\nContent-Length: 4\r\n\r\ngood'], '999 good'],
  ['100 before the answer', [`HTTP/1.1 100 Continue\r\n\r\n${GOOD}`], '200 good'],
  ['102 before the answer', [`HTTP/1.1 102 Processing\r\n\r\n${GOOD}`], '200 good'],
  ['103 before the answer', [`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${GOOD}`], '200 good'],
  ['10,000 times 100 before the answer', ['HTTP/1.1 100 Continue\r\n\r\n'.repeat(10_000) + GOOD], '200 good'],
  ['100 and nothing more', ['HTTP/1.1 100 Continue\r\n\r\n'], 'upstream_timeout'],
  [
    '101 unasked',
    ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nx'],
    'unreachable',
  ],
  ['a body with 204', ['HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\ngood'], 'cut off'],
  ['a length with 204', ['HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n'], '204 '],
  ['a body with 304', ['HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\ngood'], 'cut off'],
  ['a length with 304', ['HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n'], '304 '],
  ['a second answer unasked', [`${GOOD}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`], '200 good'],
  [
    'a line feed alone in a field',
    [`${OK}X: a\nSet-Cookie: evil=1\r\nContent-Length: 4\r\n\r\ngood`],
    'unreachable',
  ],
  [
    'a carriage return alone in a field',
    [`${OK}X: a\rSet-Cookie: evil=1\r\nContent-Length: 4\r\n\r\ngood`],
    'unreachable',
  ],
  ['NUL in a field', [`${OK}X: a\0b\r\nContent-Length: 4\r\n\r\ngood`], 'unreachable'],
  ['a control character in a field', [`${OK}X: a\x01b\r\nContent-Length: 4\r\n\r\ngood`], 'unreachable'],
  ['bytes above ASCII in a field', [`${OK}X: \xe4\xff\r\nContent-Length: 4\r\n\r\ngood`], '200 good'],
  [
    'a control character in a reason',
    ['HTTP/1.1 200 O\x01K\r\nContent-Length: 4\r\n\r\ngood'],
    'unreachable',
  ],
  ['bytes above ASCII in a reason', ['HTTP/1.1 200 \xe4\r\nContent-Length: 4\r\n\r\ngood'], '200 good'],
  [
    'a reason of 10,000 letters',
    [`HTTP/1.1 200 ${'x'.repeat(10_000)}\r\nContent-Length: 4\r\n\r\ngood`],
    '200 good',
  ],
  ['a field without a name', [`${OK}: x\r\nContent-Length: 4\r\n\r\ngood`], 'unreachable'],
  ['a field without a colon', [`${OK}evil\r\nContent-Length: 4\r\n\r\ngood`], 'unreachable'],
  ['a blank before a colon', [`${OK}Content-Length : 4\r\n\r\ngood`], 'unreachable'],
  ['a folded field', [`${OK}X: a\r\n b\r\nContent-Length: 4\r\n\r\ngood`], 'unreachable'],
  ['a field of 15 KB', [`${OK}X: ${'x'.repeat(15_000)}\r\nContent-Length: 4\r\n\r\ngood`], '200 good'],
  ['a field of 20 KB', [`${OK}X: ${'x'.repeat(20_000)}\r\nContent-Length: 4\r\n\r\ngood`], 'unreachable'],
  [
    '2,100 fields and then a length',
    [`${OK}${'a:\r\n'.repeat(2_100)}Content-Length: 4\r\n\r\ngood`],
    '200 good',
  ],
  ['20,000 fields', [`${OK}${'a:\r\n'.repeat(20_000)}Content-Length: 4\r\n\r\ngood`], 'unreachable'],
  [
    'a Connection that names the length',
    [`${OK}Content-Length: 4\r\nConnection: content-length\r\n\r\ngood`],
    '200 good',
  ],
];

let origin: RudeOrigin;
let gateway: StartedGateway;

beforeAll(async () => {
  origin = await startRudeOrigin(
    new Map(ANSWERS.map(([, pieces], index): [string, readonly string[]] => [`/${index}`, pieces])),
  );
  const to = { host: '127.0.0.1', port: origin.port, tls: false };
  gateway = await startGateway({ upstreams: [{ host: 'rude.test', to }], idleTimeoutMs: 400 });
});

afterAll(async () => {
  expect((await gateway.client.ask('https://rude.test/0')).text).toBe('good');
  expect((await gateway.client.ask('https://api.sample.test/world')).status).toBe(200);
  await gateway[Symbol.asyncDispose]();
  await origin[Symbol.asyncDispose]();
});

/** All bytes of the answer to one request on a connection of its own. */
async function answerTo(path: string): Promise<string> {
  const socket = await connectTo(gateway.url);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(`GET http://rude.test${path} HTTP/1.1\r\nHost: rude.test\r\nConnection: close\r\n\r\n`);
  await new Promise<void>((resolve) => {
    socket.once('end', resolve).once('close', () => resolve());
  });
  socket.destroy();
  return answer;
}

/** Reads it as a strict client does. */
function outcomeOf(answer: string): Outcome {
  const end = answer.indexOf('\r\n\r\n');
  const [head, rest] = [answer.slice(0, end), answer.slice(end + 4)];
  const code = /\r\nX-Error-Code: (\w+)/i.exec(head)?.[1];
  if (code !== undefined) return code;
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? '';
  if (status === '204' || status === '304') return `${status} ${rest}`;
  if (/\r\nTransfer-Encoding: chunked/i.test(head)) {
    const body = unchunked(rest);
    return body === undefined ? 'cut off' : `${status} ${body}`;
  }
  const length = Number(/\r\nContent-Length: (\d+)/i.exec(head)?.[1]);
  return rest.length === length ? `${status} ${rest}` : 'cut off';
}

/** Undefined for a body that has no last chunk. */
function unchunked(text: string): string | undefined {
  let body = '';
  for (let at = 0; ; ) {
    const [line, digits = ''] = /^([0-9a-f]+)\r\n/.exec(text.slice(at)) ?? [];
    if (line === undefined) return undefined;
    const size = Number.parseInt(digits, 16);
    at += line.length;
    if (size === 0) return text.slice(at) === '\r\n' ? body : undefined;
    body += text.slice(at, at + size);
    at += size + 2;
  }
}

describe('a server behind the gateway that answers with', () => {
  it.each(ANSWERS.map(([what, , outcome], index) => [what, outcome, index] as const))(
    '%s: %j',
    async (_what, outcome, index) => {
      const answer = await answerTo(`/${index}`);
      expect(outcomeOf(answer)).toBe(outcome);
      expect(answer).not.toMatch(/^set-cookie/im);
      expect(answer).not.toContain('evil');
      expect((await answerTo('/0')).endsWith('good')).toBe(true);
    },
  );
});
