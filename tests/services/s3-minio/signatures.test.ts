import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checksumOf } from '../../../services/s3-minio/checksum/algorithms.ts';
import { codeOf, type PlainRequest, sendPlain, signChunks, signPlain } from './plain-request.ts';
import { clientOf, type StartedS3, startS3 } from './started-s3.ts';

const Bucket = 'signatures';
let s3: StartedS3;

beforeAll(async () => {
  s3 = await startS3();
  await s3.client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => s3.stop());

const DAY_MS = 24 * 3600 * 1000;

describe('a request is refused', () => {
  it.each([
    ['without a signature', {}, 403, 'AccessDenied'],
    ['with another scheme', { authorization: 'Basic YTpi' }, 400, 'AuthorizationHeaderMalformed'],
    [
      'with half a signature',
      { authorization: 'AWS4-HMAC-SHA256 Credential=a' },
      400,
      'AuthorizationHeaderMalformed',
    ],
    ['with half a version 2 signature', { authorization: 'AWS key' }, 400, 'AuthorizationHeaderMalformed'],
    ['with a version 2 signature and no date', { authorization: 'AWS key:sig' }, 403, 'AccessDenied'],
  ] as const)('%s', async (_, headers, status, code) => {
    const answer = await sendPlain(s3.endpoints, { headers });
    expect([answer.status, codeOf(answer.body)]).toEqual([status, code]);
  });

  it.each([
    ['a day late', { time: -DAY_MS }, 'RequestTimeTooSkewed'],
    ['a day early', { time: DAY_MS }, 'RequestTimeTooSkewed'],
    ['with the wrong secret', { secretAccessKey: 'x'.repeat(40) }, 'SignatureDoesNotMatch'],
    ['with an unknown key', { accessKeyId: 'NOBODY' }, 'InvalidAccessKeyId'],
    ['with a header that was not signed', { more: { 'x-amz-acl': 'private' } }, 'AccessDenied'],
    ['for another path', { path: '/other' }, 'SignatureDoesNotMatch'],
    ['for another query', { path: '/?acl' }, 'SignatureDoesNotMatch'],
    ['by another method', { method: 'DELETE' }, 'SignatureDoesNotMatch'],
  ] as const)('%s', async (_, changes, code) => {
    const {
      time = 0,
      more = {},
      path = '/',
      method = 'GET',
      ...keys
    } = changes as {
      time?: number;
      more?: Record<string, string>;
    } & PlainRequest;
    const { headers } = signPlain({ ...s3.endpoints, ...keys }, {}, undefined, Date.now() + time);
    const answer = await sendPlain(s3.endpoints, { path, method, headers: { ...headers, ...more } });
    expect([answer.status, codeOf(answer.body)]).toEqual([403, code]);
  });

  it('with broken percent-encoding, before its signature is looked at', async () => {
    const answer = await sendPlain(s3.endpoints, { path: '/bucket/%zz' });
    expect([answer.status, codeOf(answer.body)]).toEqual([400, 'InvalidURI']);
  });
});

describe('a body in signed chunks', () => {
  const text = ['first chunk,', 'second chunk'];
  const path = `/${Bucket}/chunked`;

  async function put(tamper: (body: string) => string, withTrailer: boolean) {
    const trailer = withTrailer
      ? `x-amz-checksum-crc32c:${await checksumOf('CRC32C', Buffer.from(text.join('')))}`
      : '';
    const form = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${withTrailer ? '-TRAILER' : ''}`;
    const headers = {
      'x-amz-decoded-content-length': String(text.join('').length),
      ...(withTrailer && { 'x-amz-trailer': 'x-amz-checksum-crc32c' }),
    };
    const signed = signPlain(s3.endpoints, { method: 'PUT', path, headers }, form);
    const body = tamper(signChunks(signed, text, trailer));
    return sendPlain(s3.endpoints, { method: 'PUT', path, headers: signed.headers, body });
  }

  it.each([true, false])('is stored without its framing (trailer: %s)', async (withTrailer) => {
    expect((await put((body) => body, withTrailer)).status).toBe(200);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'chunked' }));
    expect(await Body?.transformToString()).toBe(text.join(''));
  });

  it.each([
    ['changed data', (body: string) => body.replace('second', 'sECOND'), 'SignatureDoesNotMatch'],
    ['a changed signature', (body: string) => body.replace(/=[0-9a-f]/, '=g'), 'InvalidRequest'],
    [
      'a chunk that is too long',
      (body: string) => body.replace('second chunk', 'second chunk.'),
      'InvalidRequest',
    ],
    ['no end', (body: string) => body.slice(0, 60), 'IncompleteBody'],
    ['a changed trailer', (body: string) => body.replace('crc32c:', 'crc32c:A'), 'SignatureDoesNotMatch'],
    [
      'a missing chunk',
      (body: string) => body.replace(/^.*\r\nfirst chunk,\r\n/, ''),
      'SignatureDoesNotMatch',
    ],
  ])('is refused with %s', async (_, tamper, code) => {
    const answer = await put(tamper, true);
    expect(codeOf(answer.body)).toBe(code);
  });
});

describe('the payload hash', () => {
  it.each([
    ['0'.repeat(64), 400, 'XAmzContentSHA256Mismatch'],
    ['nonsense', 400, 'InvalidArgument'],
    ['STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD', 501, 'NotImplemented'],
  ])('%s is refused', async (payload, status, code) => {
    const asked = { method: 'PUT', path: `/${Bucket}/hash` };
    const { headers } = signPlain(s3.endpoints, asked, payload);
    const answer = await sendPlain(s3.endpoints, { ...asked, headers, body: 'x' });
    expect([answer.status, codeOf(answer.body)]).toEqual([status, code]);
  });
});

it('accepts a signature for any region, as MinIO does', async () => {
  const client = clientOf({ ...s3.endpoints, region: 'ap-southeast-2' });
  const { Buckets } = await client.send(new ListBucketsCommand({}));
  expect(Buckets).toHaveLength(2);
  client.destroy();
});

it('keeps metadata beyond ASCII as it was sent', async () => {
  const asked = {
    method: 'PUT',
    path: `/${Bucket}/latin`,
    headers: { 'content-length': '0', 'x-amz-meta-name': 'café' },
  };
  const put = await sendPlain(s3.endpoints, { ...asked, headers: signPlain(s3.endpoints, asked).headers });
  const read = signPlain(s3.endpoints, { path: asked.path });
  const got = await sendPlain(s3.endpoints, { path: asked.path, headers: read.headers });
  expect([put.status, got.headers['x-amz-meta-name']]).toEqual([200, 'café']);
});
