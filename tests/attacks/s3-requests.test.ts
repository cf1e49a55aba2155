import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf as codeIn, presignV2, sendSigned } from '../services/s3-minio/plain-request.ts';
import { type StartedS3, startS3 } from '../services/s3-minio/started-s3.ts';
import { drippedExchange, head, rawExchange } from './raw-exchange.ts';

const Bucket = 'fixtures';
const MIB = 1024 * 1024;
let s3: StartedS3;

beforeAll(async () => {
  s3 = await startS3({ bodyTimes: { idleMs: 300, documentMs: 600, lingerMs: 300 } });
  await s3.client.send(new PutObjectCommand({ Bucket, Key: 'secret', Body: 'nobody may copy this' }));
});
afterAll(async () => {
  const { KeyCount } = await s3.client.send(new ListObjectsV2Command({ Bucket }));
  expect(KeyCount).toBeGreaterThan(10);
  await s3.stop();
});

const codeOf = (answer: string): string => codeIn(answer) ?? /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? answer;
const part = (disposition: string, body = 'x'): string =>
  `--b\r\nContent-Disposition: ${disposition}\r\n\r\n${body}\r\n`;
const field = (name: string, body = 'x'): string => part(`form-data; name="${name}"`, body);

describe('a form that nobody signed', () => {
  const FILE = part('form-data; name="file"; filename="f"');
  const MUCH = 'x'.repeat(32 * MIB);
  it.each([
    [
      'a part with a file name that is not the file',
      part('form-data; name="x"; filename="a"', MUCH),
      'MaxPostPreDataLengthExceededError',
    ],
    ['a field without end', field('x', MUCH), 'MaxPostPreDataLengthExceededError'],
    ['a part without a name', part('form-data', MUCH), 'MaxPostPreDataLengthExceededError'],
    ['a preamble without end', `${MUCH}\r\n`, 'MaxPostPreDataLengthExceededError'],
    ['a hundred thousand fields', field('x', '').repeat(100_000), 'MaxPostPreDataLengthExceededError'],
    ['a part header without end', `--b\r\nX: ${MUCH}`, 'MalformedPOSTRequest'],
    ['two broken part headers', '--b\r\n: x\r\n\r\n\r\n--bX', 'MalformedPOSTRequest'],
    ['a field called __proto__', field('__proto__') + FILE, 'AccessDenied'],
    ['no policy', FILE, 'AccessDenied'],
    ['no file', field('key'), 'InvalidArgument'],
    ['nothing', '', 'InvalidArgument'],
  ])('%s', async (_, parts, code) => {
    const body = `${parts}--b--\r\n`;
    const lines = [
      'Host: 127.0.0.1',
      'Content-Type: multipart/form-data; boundary=b',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    expect(codeOf(await rawExchange(s3.endpoints.url, [head('POST', `/${Bucket}`, lines), body]))).toBe(code);
  });

  it('a form that stops in the middle is told so and ended', async () => {
    const lines = ['Host: h', 'Content-Type: multipart/form-data; boundary=b', 'Content-Length: 1000'];
    const answer = await rawExchange(s3.endpoints.url, [head('POST', `/${Bucket}`, lines), '--b\r\n']);
    expect(codeOf(answer)).toBe('RequestTimeout');
  });

  it('a form that drips is ended in the time for a form', async () => {
    const lines = ['Host: h', 'Content-Type: multipart/form-data; boundary=b', 'Content-Length: 100000'];
    const start = `${head('POST', `/${Bucket}`, lines)}--b\r\nX: `;
    const answer = await drippedExchange(s3.endpoints.url, start, 'x');
    expect(codeOf(answer)).toBe('RequestTimeout');
  });
});

describe('framing that two readers understand differently', () => {
  const H = 'Host: 127.0.0.1';
  it.each([
    [
      'Content-Length and Transfer-Encoding',
      [H, 'Content-Length: 4', 'Transfer-Encoding: chunked'],
      '0\r\n\r\n',
      '400',
    ],
    ['two Content-Length', [H, 'Content-Length: 4', 'Content-Length: 5'], 'abcde', '400'],
    ['a Content-Length with a sign', [H, 'Content-Length: +4'], 'abcd', '400'],
    ['a negative Content-Length', [H, 'Content-Length: -1'], '', '400'],
    ['a list of lengths', [H, 'Content-Length: 4, 4'], 'abcd', '400'],
    ['a bad chunk size', [H, 'Transfer-Encoding: chunked'], 'zz\r\nab\r\n0\r\n\r\n', '400'],
    ['chunked twice', [H, 'Transfer-Encoding: chunked, identity'], '0\r\n\r\n', '400'],
    ['a blank before the colon', [H, 'Content-Length : 4'], 'abcd', '400'],
    ['two Host fields', [H, 'Host: elsewhere'], '', 'InvalidRequest'],
    ['no Host field', [], '', '400'],
    [
      'two Authorization fields',
      [H, 'Authorization: AWS a:b', 'Authorization: AWS c:d'],
      '',
      'InvalidRequest',
    ],
    ['a header of 20 KB', [H, `X: ${'x'.repeat(20_000)}`], '', '431'],
  ])('%s', async (_, lines, body, code) => {
    const answer = await rawExchange(s3.endpoints.url, [head('PUT', '/fixtures/k', lines), body]);
    expect(codeOf(answer)).toBe(code);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it.each([
    ['http://elsewhere/fixtures/secret', 'InvalidRequest'],
    ['http://user@127.0.0.1/fixtures/secret', 'InvalidRequest'],
    ['http://other.localhost/secret', 'InvalidRequest'],
    ['http://127.0.0.1:81/fixtures/secret', 'InvalidRequest'],
    ['http://127.0.0.1:80/fixtures/secret', 'AccessDenied'],
    ['http://127.0.0.1/fixtures/secret', 'AccessDenied'],
  ])('the target %s beside Host: 127.0.0.1', async (target, code) => {
    const answer = await rawExchange(s3.endpoints.url, [head('GET', target, ['Host: 127.0.0.1'])]);
    expect(codeOf(answer)).toBe(code);
  });
});

describe('what is added to a presigned URL', () => {
  it.each([
    ['nothing', '', {}, 200],
    ['x-amz-copy-source in the query', '&x-amz-copy-source=/fixtures/secret', {}, 403],
    ['the same in capitals', '&X-AMZ-COPY-SOURCE=/fixtures/secret', {}, 403],
    ['x-amz-meta-a in the query', '&x-amz-meta-a=1', {}, 403],
    ['x-amz-tagging in the query', '&x-amz-tagging=a%3Db', {}, 403],
    ['x-amz-copy-source as a header', '', { 'x-amz-copy-source': '/fixtures/secret' }, 403],
    ['x-amz-meta-a as a header', '', { 'x-amz-meta-a': '1' }, 403],
    ['a second signature', '&Signature=x', {}, 400],
    ['a second Expires', '&Expires=9999999999', {}, 400],
    ['an Authorization header', '', { authorization: 'AWS a:b' }, 400],
    ['a signature of Version 4', '&X-Amz-Signature=x', {}, 400],
    ['another upload', '&uploadId=x&partNumber=1', {}, 403],
  ] as const)('Version 2: %s', async (_, query, headers, status) => {
    const expires = String(Math.floor(Date.now() / 1000) + 100);
    const url = presignV2(s3.endpoints, { method: 'PUT', path: `/${Bucket}/v2` }, expires);
    const answer = await fetch(url + query, {
      method: 'PUT',
      headers,
      body: Buffer.from('x'),
    });
    expect(answer.status).toBe(status);
  });

  it.each([
    ['nothing', '', {}, 200],
    ['x-amz-meta-a as a header', '', { 'x-amz-meta-a': '1' }, 403],
    ['x-amz-acl as a header', '', { 'x-amz-acl': 'public-read' }, 403],
    ['x-amz-meta-a in the query', '&x-amz-meta-a=1', {}, 403],
    ['versionId in the query', '&versionId=null', {}, 403],
    ['a second X-Amz-Expires', '&X-Amz-Expires=9', {}, 400],
    ['an Authorization header', '', { authorization: 'AWS a:b' }, 400],
  ] as const)('Version 4: %s', async (_, query, headers, status) => {
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket, Key: 'secret' }));
    expect((await fetch(url + query, { headers })).status).toBe(status);
  });
});

describe('documents', () => {
  const object = '<Object><Key>k</Key></Object>';
  it.each([
    ['100,000 levels', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`, 'MalformedXML'],
    ['100,000 levels that never end', '<Delete>'.repeat(100_000), 'MalformedXML'],
    ['200,000 elements', `<Delete>${'<a/>'.repeat(200_000)}</Delete>`, 'MalformedXML'],
    ['an entity that nobody declared', '<Delete><Object><Key>&x;</Key></Object></Delete>', 'MalformedXML'],
    [
      'a reference to no character',
      '<Delete><Object><Key>&#x110000;</Key></Object></Delete>',
      'MalformedXML',
    ],
    ['a reference to NUL', '<Delete><Object><Key>&#0;</Key></Object></Delete>', 'MalformedXML'],
    ['a document type', `<!DOCTYPE Delete><Delete>${object}</Delete>`, 'MalformedXML'],
    ['an attribute twice', `<Delete a="1" a="2">${object}</Delete>`, 'MalformedXML'],
    ['two document elements', `<Delete>${object}</Delete><Delete/>`, 'MalformedXML'],
    ['text behind the document', `<Delete>${object}</Delete>x`, 'MalformedXML'],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0xff, 0xfe, 0x3e]), 'MalformedXML'],
    ['UTF-16', Buffer.from(`\ufeff<Delete>${object}</Delete>`, 'utf16le'), 'MalformedXML'],
    ['an element __proto__', `<Delete><__proto__>x</__proto__>${object}</Delete>`, '200'],
    ['an element constructor', `<Delete><constructor/>${object}</Delete>`, '200'],
    ['an attribute of 1 MiB', `<Delete a="${'x'.repeat(MIB)}">${object}</Delete>`, '200'],
    ['a byte order mark', `\ufeff<Delete>${object}</Delete>`, '200'],
    ['a prefix', `<p:Delete xmlns:p="x"><p:Object><p:Key>k</p:Key></p:Object></p:Delete>`, '200'],
  ])('%s', async (_, body, code) => {
    const answer = await sendSigned(s3.endpoints, { method: 'POST', path: `/${Bucket}?delete=`, body });
    expect(codeIn(answer.body) ?? String(answer.status)).toBe(code);
  });
});

describe('metadata', () => {
  it.each(['__proto__', 'constructor', 'toString', 'a.b', "!#$%&'*+-.^_`|~", '1'])(
    'the name %s comes back',
    async (name) => {
      const path = `/${Bucket}/meta`;
      const headers = { [`x-amz-meta-${name.toLowerCase()}`]: 'v' };
      expect((await sendSigned(s3.endpoints, { method: 'PUT', path, headers, body: 'x' })).status).toBe(200);
      const { Metadata = {} } = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'meta' }));
      expect(Object.entries(Metadata)).toEqual(name === '__proto__' ? [] : [[name.toLowerCase(), 'v']]);
      const answer = await sendSigned(s3.endpoints, { path });
      expect(answer.headers[`x-amz-meta-${name.toLowerCase()}`]).toBe('v');
    },
  );
});
