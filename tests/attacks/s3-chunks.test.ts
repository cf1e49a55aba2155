import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checksumOf } from '../../services/s3-minio/checksum/algorithms.ts';
import {
  codeOf,
  type PlainAnswer,
  type Signed,
  sendPlain,
  signChunks,
  signPlain,
} from '../services/s3-minio/plain-request.ts';
import { type AttackedS3, outcomeOf, SCRATCH, startAttackedS3 } from './s3-under-attack.ts';

const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const SIGNED_TRAILER = `${SIGNED}-TRAILER`;
const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const PATH = `/${SCRATCH}/chunks`;
const TEXT = ['first,', 'second,', 'third'];
const LENGTH = String(TEXT.join('').length);
const CRC32 = 'x-amz-checksum-crc32';
let s3: AttackedS3;
let crc32: string;

beforeAll(async () => {
  s3 = await startAttackedS3();
  crc32 = `${CRC32}:${await checksumOf('CRC32', Buffer.from(TEXT.join('')))}`;
});
afterAll(() => s3.expectNothingLeft());
afterAll(() => s3.stop());

type Headers = Readonly<Record<string, string>>;

/** PUTs what `write` makes of the signature of the request. */
async function put(form: string, headers: Headers, write: (signed: Signed) => string): Promise<PlainAnswer> {
  const asked = {
    method: 'PUT',
    path: PATH,
    headers: { 'x-amz-decoded-content-length': LENGTH, ...headers },
  };
  const signed = signPlain(s3.endpoints, asked, form);
  return sendPlain(s3.endpoints, { ...asked, headers: signed.headers, body: write(signed) });
}

async function expectRefused(answer: PlainAnswer, code: string): Promise<void> {
  expect([codeOf(answer.body), answer.status]).toEqual([code, expect.any(Number)]);
  expect(outcomeOf(await s3.ask({ path: PATH }))).toBe('404 NoSuchKey');
}

const lines = (body: string): string[] => body.split('\r\n');
const swapped = (body: string): string => {
  const [h1 = '', b1 = '', h2 = '', b2 = '', ...rest] = lines(body);
  return [h2, b2, h1, b1, ...rest].join('\r\n');
};
const twice = (body: string): string => {
  const [header = '', data = '', ...rest] = lines(body);
  return [header, data, header, data, ...rest].join('\r\n');
};
const shorter = (body: string): string => {
  const [header = '', data = '', , , ...rest] = lines(body);
  return [header, data, ...rest].join('\r\n');
};

describe('a body in signed chunks', () => {
  afterAll(() => s3.expectKept());

  it.each([
    [
      'a signature of zeros',
      (body: string) => body.replace(/signature=\w{64}/, `signature=${'0'.repeat(64)}`),
      'SignatureDoesNotMatch',
    ],
    ['no signatures', (body: string) => body.replaceAll(/;chunk-signature=\w+/g, ''), 'InvalidRequest'],
    ['a short signature', (body: string) => body.replace(/signature=\w{2}/, 'signature='), 'InvalidRequest'],
    ['two signatures', (body: string) => body.replace(/(;chunk-signature=\w+)/, '$1$1'), 'InvalidRequest'],
    ['chunks in another order', swapped, 'SignatureDoesNotMatch'],
    ['a chunk twice', twice, 'SignatureDoesNotMatch'],
    ['a chunk left out', shorter, 'SignatureDoesNotMatch'],
    [
      'the last chunk first',
      (body: string) => `${lines(body).slice(-3).join('\r\n')}${body}`,
      'SignatureDoesNotMatch',
    ],
    [
      'data that is not what was signed',
      (body: string) => body.replace('first,', 'First,'),
      'SignatureDoesNotMatch',
    ],
    ['a size that is negative', (body: string) => body.replace(/^6;/, '-6;'), 'InvalidRequest'],
    ['a size with a prefix', (body: string) => body.replace(/^6;/, '0x6;'), 'InvalidRequest'],
    ['a size with a blank', (body: string) => body.replace(/^6;/, ' 6;'), 'InvalidRequest'],
    ['a size of 16 EiB', (body: string) => body.replace(/^6;/, `${'f'.repeat(16)};`), 'InvalidRequest'],
    ['a size of 1 GiB', (body: string) => body.replace(/^6;/, '40000000;'), 'InvalidRequest'],
    [
      'a size that is less than there is',
      (body: string) => body.replace(/^6;/, '5;'),
      'SignatureDoesNotMatch',
    ],
    ['line feeds alone', (body: string) => body.replaceAll('\r\n', '\n'), 'IncompleteBody'],
    ['a header without end', () => `6;chunk-signature=${'a'.repeat(20_000)}`, 'InvalidRequest'],
    ['bytes behind its end', (body: string) => `${body}more`, 'InvalidRequest'],
    ['a second body behind its end', (body: string) => body + body, 'InvalidRequest'],
    ['no end', (body: string) => body.slice(0, -100), 'IncompleteBody'],
    ['nothing in it', () => '', 'IncompleteBody'],
  ])('is refused with %s', async (_, tamper, code) => {
    await expectRefused(await put(SIGNED, {}, (signed) => tamper(signChunks(signed, TEXT, ''))), code);
  });

  it('is refused when it is that of an earlier request', async () => {
    const earlier = signPlain(s3.endpoints, { method: 'PUT', path: PATH }, SIGNED, Date.now() - 60_000);
    await expectRefused(await put(SIGNED, {}, () => signChunks(earlier, TEXT, '')), 'SignatureDoesNotMatch');
  });

  it.each([
    ['more than announced', { 'x-amz-decoded-content-length': '17' }, 'IncompleteBody'],
    ['less than announced', { 'x-amz-decoded-content-length': '19' }, 'IncompleteBody'],
    ['a length that is none', { 'x-amz-decoded-content-length': '-18' }, 'MissingContentLength'],
    ['a length in hex', { 'x-amz-decoded-content-length': '0x12' }, 'MissingContentLength'],
    ['a length beyond 5 GiB', { 'x-amz-decoded-content-length': '9999999999' }, 'EntityTooLarge'],
    ['another MD5', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'BadDigest'],
    ['an MD5 that is none', { 'content-md5': 'x' }, 'InvalidDigest'],
    ['another checksum', { [CRC32]: 'AAAAAA==' }, 'BadDigest'],
    ['a checksum that is none', { [CRC32]: 'AAAA' }, 'InvalidRequest'],
  ] as const)('is refused with %s', async (_, headers, code) => {
    await expectRefused(await put(SIGNED, headers, (signed) => signChunks(signed, TEXT, '')), code);
  });
});

describe('signed trailers', () => {
  afterAll(() => s3.expectKept());
  const announced = { 'x-amz-trailer': CRC32 };
  const unsigned = (body: string): string => body.replace(/x-amz-trailer-signature:.*\r\n/, '');

  it.each([
    ['another value', (body: string) => body.replace(crc32, `${CRC32}:AAAAAA==`), 'SignatureDoesNotMatch'],
    [
      'another signature',
      (body: string) => body.replace(/(trailer-signature:)\w/, '$1z'),
      'SignatureDoesNotMatch',
    ],
    ['no signature', unsigned, 'SignatureDoesNotMatch'],
    ['none of them', (body: string) => unsigned(body).replace(`${crc32}\r\n`, ''), 'MalformedTrailerError'],
    ['their signature alone', (body: string) => body.replace(`${crc32}\r\n`, ''), 'MalformedTrailerError'],
    [
      'one of them twice',
      (body: string) => body.replace(crc32, `${crc32}\r\n${crc32}`),
      'MalformedTrailerError',
    ],
    [
      'one more',
      (body: string) => body.replace(crc32, `${crc32}\r\nx-amz-meta-a:1`),
      'SignatureDoesNotMatch',
    ],
  ])('are refused with %s', async (_, tamper, code) => {
    await expectRefused(
      await put(SIGNED_TRAILER, announced, (signed) => tamper(signChunks(signed, TEXT, crc32))),
      code,
    );
  });

  const unfit: readonly (readonly [what: string, headers: Headers, trailer: () => string, code: string])[] = [
    ['that nobody announced', {}, () => crc32, 'MalformedTrailerError'],
    [
      'other than those announced',
      { 'x-amz-trailer': 'x-amz-checksum-sha1' },
      () => crc32,
      'MalformedTrailerError',
    ],
    ['that are no checksums', { 'x-amz-trailer': 'x-amz-meta-a' }, () => 'x-amz-meta-a:1', 'InvalidRequest'],
    ['with a wrong checksum', announced, () => `${CRC32}:AAAAAA==`, 'BadDigest'],
    ['with a checksum that is none', announced, () => `${CRC32}:AAAA`, 'InvalidRequest'],
    [
      'beside a checksum in a header',
      { ...announced, 'x-amz-checksum-sha1': 'x' },
      () => crc32,
      'InvalidRequest',
    ],
  ];

  it.each(unfit)('%s are refused', async (_, headers, trailer, code) => {
    await expectRefused(
      await put(SIGNED_TRAILER, headers, (signed) => signChunks(signed, TEXT, trailer())),
      code,
    );
  });
});

describe('unsigned chunks', () => {
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const body = (trailer: string): string => `${TEXT.map(chunk).join('')}0\r\n${trailer}\r\n`;
  afterAll(() => s3.expectKept());

  const refused: readonly (readonly [what: string, headers: Headers, write: () => string, code: string])[] = [
    ['a trailer that is missing', { 'x-amz-trailer': CRC32 }, () => body(''), 'MalformedTrailerError'],
    ['a trailer that nobody announced', {}, () => body(`${crc32}\r\n`), 'MalformedTrailerError'],
    [
      'a trailer without a colon',
      { 'x-amz-trailer': CRC32 },
      () => body(`${CRC32}\r\n`),
      'MalformedTrailerError',
    ],
    [
      'a trailer of 9 KB',
      { 'x-amz-trailer': CRC32 },
      () => body(`${CRC32}:${'A'.repeat(9000)}\r\n`),
      'InvalidRequest',
    ],
    [
      'a hundred thousand trailers',
      { 'x-amz-trailer': CRC32 },
      () => body('a:b\r\n'.repeat(100_000)),
      'MalformedTrailerError',
    ],
    ['a wrong checksum', { 'x-amz-trailer': CRC32 }, () => body(`${CRC32}:AAAAAA==\r\n`), 'BadDigest'],
    [
      'bytes behind their end',
      { 'x-amz-trailer': CRC32 },
      () => `${body(`${crc32}\r\n`)}more`,
      'InvalidRequest',
    ],
    [
      'two trailers announced',
      { 'x-amz-trailer': `${CRC32},x-amz-checksum-sha1` },
      () => body(''),
      'InvalidRequest',
    ],
  ];

  it.each(refused)('are refused with %s', async (_, headers, write, code) => {
    await expectRefused(await put(UNSIGNED_TRAILER, headers, write), code);
  });

  it('signed or not, with or without trailers, are stored without their framing when they are right', async () => {
    const trailer = { 'x-amz-trailer': CRC32 };
    const answers = [
      await put(SIGNED, {}, (signed) => signChunks(signed, TEXT, '')),
      await put(SIGNED_TRAILER, trailer, (signed) => signChunks(signed, TEXT, crc32)),
      await put(UNSIGNED_TRAILER, trailer, () => body(`${crc32}\r\n`)),
      await put(UNSIGNED_TRAILER, {}, () => body('')),
    ];
    expect(answers.map(outcomeOf)).toEqual(Array(4).fill('200'));
    expect(outcomeOf(await s3.ask({ path: PATH }))).toBe(`200 ${TEXT.join('')}`);
    await s3.ask({ method: 'DELETE', path: PATH });
  });
});
