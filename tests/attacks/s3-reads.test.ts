import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { head, rawExchange } from './raw-exchange.ts';
import { type AttackedS3, DIGITS, outcomeOf, startAttackedS3 } from './s3-under-attack.ts';

let s3: AttackedS3;
let lastModified: number;

beforeAll(async () => {
  s3 = await startAttackedS3();
  const answer = await s3.ask({ path: '/kept/digits' });
  lastModified = Date.parse(answer.headers['last-modified'] ?? '');
});
afterAll(() => s3.stop());

/** As S3 itself answered in recordings that others published, and RFC 9110, 14, where there are none. */
describe('a byte range', () => {
  afterAll(() => s3.expectKept());

  it.each(
    [
      ['bytes=0-0', '206 0', 'bytes 0-0/10'],
      ['bytes=9-', '206 9', 'bytes 9-9/10'],
      ['bytes=10-', '416 InvalidRange', 'bytes */10'],
      ['bytes=100-200', '416 InvalidRange', 'bytes */10'],
      ['bytes=-0', '416 InvalidRange', 'bytes */10'],
      ['bytes=-15', `206 ${DIGITS}`, 'bytes 0-9/10'],
      ['bytes=0-99999999999999999999', `206 ${DIGITS}`, 'bytes 0-9/10'],
      ['bytes=99999999999999999999-', '416 InvalidRange', 'bytes */10'],
      ['bytes=99999999999999999999-99999999999999999998', `200 ${DIGITS}`, undefined],
      ['bytes=-99999999999999999999', `206 ${DIGITS}`, 'bytes 0-9/10'],
      [`bytes=0-${'9'.repeat(4000)}`, `206 ${DIGITS}`, 'bytes 0-9/10'],
      ['bytes=1-0', `200 ${DIGITS}`, undefined],
      ['bytes=-1-', `200 ${DIGITS}`, undefined],
      ['bytes=0--1', `200 ${DIGITS}`, undefined],
      ['bytes=-', `200 ${DIGITS}`, undefined],
      ['bytes=', `200 ${DIGITS}`, undefined],
      ['0-1', `200 ${DIGITS}`, undefined],
      ['lines=0-1', `200 ${DIGITS}`, undefined],
      ['bytes=0-1,3-4,7-9', `200 ${DIGITS}`, undefined],
      [`bytes=${'0-0,'.repeat(2000)}0-0`, `200 ${DIGITS}`, undefined],
      ['bytes=+0-1', `200 ${DIGITS}`, undefined],
      ['bytes=0x0-0x1', `200 ${DIGITS}`, undefined],
      ['bytes=1e0-2', `200 ${DIGITS}`, undefined],
      ['bytes=1.0-2', `200 ${DIGITS}`, undefined],
      ['bytes=0 - 1', `200 ${DIGITS}`, undefined],
    ].map(([range = '', ...rest]) => [range.slice(0, 60), range, ...rest] as const),
  )('%s', async (_, range, outcome, contentRange) => {
    const answer = await s3.ask({ path: '/kept/digits', headers: { range } });
    expect([outcomeOf(answer), answer.headers['content-range']]).toEqual([outcome, contentRange]);
  });

  it.each(['bytes=0-', 'bytes=0-0', 'bytes=-1'])('%s of no bytes at all', async (range) => {
    const answer = await s3.ask({ path: '/kept/empty', headers: { range } });
    expect([outcomeOf(answer), answer.headers['content-range']]).toEqual(['416 InvalidRange', 'bytes */0']);
  });
});

describe('a condition of a read', () => {
  const etag = `"${createHash('md5').update(DIGITS).digest('hex')}"`;
  const date = (offsetMs: number): string => new Date(lastModified + offsetMs).toUTCString();
  const HOUR = 3_600_000;
  afterAll(() => s3.expectKept());

  it.each([
    ['if-match: *', () => ({ 'if-match': '*' }), 200],
    ['if-match with the tag', () => ({ 'if-match': etag }), 200],
    ['if-match without quotes', () => ({ 'if-match': etag.replaceAll('"', '') }), 200],
    ['if-match with a weak tag, which matches nothing', () => ({ 'if-match': `W/${etag}` }), 412],
    ['if-match with an empty tag', () => ({ 'if-match': '""' }), 412],
    ['if-match with a list', () => ({ 'if-match': `"a", ${etag}` }), 200],
    ['if-none-match with a weak tag', () => ({ 'if-none-match': `W/${etag}` }), 304],
    ['if-none-match: *', () => ({ 'if-none-match': '*' }), 304],
    ['if-none-match with a list of 400 tags', () => ({ 'if-none-match': `${'"a",'.repeat(400)}"b"` }), 200],
    ['if-modified-since that is no date', () => ({ 'if-modified-since': 'tomorrow' }), 200],
    ['if-modified-since that is a number', () => ({ 'if-modified-since': '9999' }), 200],
    ['if-modified-since in another format', () => ({ 'if-modified-since': '9999-01-01' }), 200],
    [
      'if-modified-since on a day that is none',
      () => ({ 'if-modified-since': 'Mon, 31 Feb 2050 00:00:00 GMT' }),
      200,
    ],
    [
      'if-modified-since in another zone',
      () => ({ 'if-modified-since': date(0).replace('GMT', '+0200') }),
      200,
    ],
    ['if-modified-since of RFC 850', () => ({ 'if-modified-since': 'Sunday, 06-Nov-94 08:49:37 GMT' }), 200],
    ['if-modified-since of asctime', () => ({ 'if-modified-since': 'Sun Nov  6 08:49:37 1994' }), 200],
    ['if-modified-since at that second', () => ({ 'if-modified-since': date(0) }), 304],
    ['if-unmodified-since that is a number', () => ({ 'if-unmodified-since': '0' }), 200],
    [
      'if-unmodified-since of RFC 850',
      () => ({ 'if-unmodified-since': 'Sunday, 06-Nov-94 08:49:37 GMT' }),
      412,
    ],
    ['if-unmodified-since of asctime', () => ({ 'if-unmodified-since': 'Sun Nov  6 08:49:37 1994' }), 412],
    ['if-unmodified-since at that second', () => ({ 'if-unmodified-since': date(0) }), 200],
    [
      'if-match that holds beside if-unmodified-since that does not',
      () => ({ 'if-match': etag, 'if-unmodified-since': date(-HOUR) }),
      200,
    ],
    [
      'if-none-match that does not hold beside if-modified-since that does',
      () => ({ 'if-none-match': etag, 'if-modified-since': date(-HOUR) }),
      304,
    ],
    ['both that contradict each other', () => ({ 'if-match': etag, 'if-none-match': etag }), 304],
  ])('%s', async (_, headers, status) => {
    const answer = await s3.ask({ path: '/kept/digits', headers: headers() });
    expect([answer.status, answer.body]).toEqual([
      status,
      status === 200
        ? DIGITS
        : status === 304
          ? ''
          : expect.stringContaining('<Code>PreconditionFailed</Code>'),
    ]);
  });
});

describe('a name that leads elsewhere', () => {
  afterAll(() => s3.expectKept());

  it.each(
    [
      ['GET', '/kept/../other/digits', '404 NoSuchKey'],
      ['GET', '/kept/%2e%2e/other/digits', '404 NoSuchKey'],
      ['GET', '/kept/..%2fother%2fdigits', '404 NoSuchKey'],
      ['GET', '/kept/..%5c..%5cneighbour.txt', '404 NoSuchKey'],
      ['GET', '/kept/folder/../k', '200 dots in a key are letters'],
      ['GET', '/kept/folder/%2E%2E/k', '200 dots in a key are letters'],
      ['GET', '/kept/digits%00', '404 NoSuchKey'],
      ['GET', '/kept/%ff', '400 InvalidURI'],
      ['GET', '/kept/%c0%ae%c0%ae/digits', '400 InvalidURI'],
      ['GET', '/../neighbour.txt', '404 NoSuchBucket'],
      ['GET', '/%2e%2e%2f%2e%2e%2fneighbour.txt', '404 NoSuchBucket'],
      ['PUT', '/%2e%2e', '400 InvalidBucketName'],
      ['PUT', '/..%2fa', '404 NoSuchBucket'],
      ['PUT', '/__proto__', '400 InvalidBucketName'],
      ['GET', '/__proto__/constructor', '404 NoSuchBucket'],
      ['GET', `/kept/${'k'.repeat(1025)}`, '400 KeyTooLongError'],
      ['GET', `/kept/${'%C3%A4'.repeat(513)}`, '400 KeyTooLongError'],
      ['GET', `/kept/${'k'.repeat(1024)}`, '404 NoSuchKey'],
      ['GET', '/kept/digits?versionId=null', `200 ${DIGITS}`],
      ['GET', '/kept/digits?versionId=', '400 InvalidArgument'],
      ['GET', '/kept/digits?versionId=../digits', '400 InvalidArgument'],
      ['GET', '/kept/digits?versionId=%2e%2e%2fdigits', '400 InvalidArgument'],
      ['GET', '/kept/digits?versionId=null%00', '400 InvalidArgument'],
      ['GET', `/kept/digits?versionId=${'a'.repeat(8000)}`, '400 InvalidArgument'],
      ['GET', `/kept/digits?versionId=${'a'.repeat(32)}`, '404 NoSuchVersion'],
      ['DELETE', '/kept/digits?versionId=..%2fdigits', '400 InvalidArgument'],
      ['DELETE', '/kept/digits?versionId=__proto__', '400 InvalidArgument'],
      ['GET', '/kept/digits?uploadId=../../journal.jsonl', '404 NoSuchUpload'],
      ['GET', '/kept/digits?uploadId=%00', '404 NoSuchUpload'],
      ['GET', '/kept/digits?uploadId=__proto__', '404 NoSuchUpload'],
      ['DELETE', `/kept/digits?uploadId=${'a'.repeat(8000)}`, '404 NoSuchUpload'],
    ].map(([method = '', path = '', outcome]) => [method, path.slice(0, 60), path, outcome] as const),
  )('%s %s', async (method, _, path, outcome) => {
    expect(outcomeOf(await s3.ask({ method, path }))).toBe(outcome);
  });

  it.each([
    ['../../neighbour.txt', '%2e%2e%2f%2e%2e%2fneighbour.txt'],
    ['/etc/passwd', '%2fetc%2fpasswd'],
    ['a\0b', 'a%00b'],
    ['..', '..'],
    ['journal.jsonl', 'journal.jsonl'],
    ['CON', 'CON'],
  ])('an object called %j is one like others', async (key, sent) => {
    expect(outcomeOf(await s3.ask({ method: 'PUT', path: `/scratch/${sent}`, body: key }))).toBe('200');
    expect(outcomeOf(await s3.ask({ path: `/scratch/${sent}` }))).toBe(`200 ${key}`);
    const listed = await s3.ask({ path: '/scratch?encoding-type=url' });
    expect(listed.body).toContain(`<Key>${encodeURIComponent(key).replaceAll('%2F', '/')}</Key>`);
    expect(outcomeOf(await s3.ask({ method: 'DELETE', path: `/scratch/${sent}` }))).toBe('204');
  });
});

describe('a host, a length or an expectation that is odd', () => {
  afterAll(() => s3.expectKept());

  it.each([
    ['Host: ', [], '403'],
    ['Host: ..localhost', [], '403'],
    ['Host: kept.localhost:99999', [], '403'],
    ['Host: kept.s3.localhost', [], '403'],
    ['Host: __proto__.localhost', [], '403'],
    ['Host: 127.0.0.1', ['Expect: 100-continue'], '403'],
    ['Host: 127.0.0.1', ['Expect: a miracle'], '403'],
    ['Host: 127.0.0.1', ['Content-Length: 99999999999999999999'], '400'],
    ['Host: 127.0.0.1', ['Content-Length: 0x10'], '400'],
    ['Host: 127.0.0.1', ['Content-Length: 1e3'], '400'],
    ['Host: 127.0.0.1', ['Content-Length:'], '400'],
    ['Host: 127.0.0.1', ['Transfer-Encoding: gzip, chunked'], '403'],
    ['Host: 127.0.0.1', ['Transfer-Encoding: xchunked'], '400'],
    ['Host: 127.0.0.1', ['Transfer-Encoding:\tchunked\r\nTransfer-Encoding: chunked'], '400'],
  ])('%j with %j', async (host, more, status) => {
    const answer = await rawExchange(s3.endpoints.url, [head('PUT', '/kept/digits', [host, ...more])], 2000);
    expect(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]).toBe(status);
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
  });
});
