import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PlainRequest, signPlain } from '../services/s3-minio/plain-request.ts';
import { drippedExchange, head, rawExchange } from './raw-exchange.ts';
import { type AttackedS3, outcomeOf, SCRATCH, startAttackedS3 } from './s3-under-attack.ts';

const Bucket = SCRATCH;
const MIB = 1024 * 1024;
const LENGTHS = { 'content-length': String(MIB), 'x-amz-decoded-content-length': String(MIB) };
let s3: AttackedS3;

beforeAll(async () => {
  s3 = await startAttackedS3({ bodyTimes: { idleMs: 300, documentMs: 500, lingerMs: 300 } });
});
afterAll(() => s3.expectNothingLeft());
afterAll(() => s3.stop());

/** The head of a request as it goes over the wire, with more lines that nobody signed. */
function signedHead(asked: PlainRequest, payload?: string, more: readonly string[] = []): string {
  const { headers } = signPlain(s3.endpoints, asked, payload);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return head(asked.method ?? 'GET', asked.path ?? '/', [...lines, ...more]);
}

describe('a length that is odd', () => {
  afterAll(() => s3.expectKept());
  const asked = { method: 'PUT', path: `/${Bucket}/length` };

  it.each([
    ['none at all', [], '', '411 MissingContentLength'],
    ['chunks of HTTP', ['Transfer-Encoding: chunked'], '1\r\nx\r\n0\r\n\r\n', '501 NotImplemented'],
    ['more than 5 GiB', ['Content-Length: 5368709121'], '', '400 EntityTooLarge'],
    ['more than was sent', ['Content-Length: 9'], 'abc', '400 RequestTimeout'],
  ])('%s', async (_, lines, body, outcome) => {
    const start = signedHead(asked, 'UNSIGNED-PAYLOAD', lines);
    const answer = await rawExchange(s3.endpoints.url, [start, body]);
    expect(`${/ (\d+)/.exec(answer)?.[1]} ${/<Code>(\w+)/.exec(answer)?.[1]}`).toBe(outcome);
    expect(outcomeOf(await s3.ask({ path: asked.path }))).toBe('404 NoSuchKey');
  });
});

describe('a body that comes a drop at a time', () => {
  afterAll(() => s3.expectKept());

  it.each([
    ['a list of deletions', 'POST', `/${Bucket}?delete=`, '<Delete>', ' ', 'UNSIGNED-PAYLOAD'],
    ['tags', 'PUT', `/${Bucket}/k?tagging=`, '<Tagging>', ' ', 'UNSIGNED-PAYLOAD'],
    [
      'a list of deletions in chunks',
      'POST',
      `/${Bucket}?delete=`,
      '400\r\n<Delete>',
      ' ',
      'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    ],
    [
      'the settings of a bucket',
      'PUT',
      `/${Bucket}?versioning=`,
      '<VersioningConfiguration>',
      ' ',
      'UNSIGNED-PAYLOAD',
    ],
  ])('%s is ended in the time for a document', async (_, method, path, start, drop, payload) => {
    const begun = signedHead({ method, path, headers: LENGTHS }, payload) + start;
    const answer = await drippedExchange(s3.endpoints.url, begun, drop);
    expect(answer).toContain('<Code>RequestTimeout</Code>');
  });

  it.each([
    ['an object', 'UNSIGNED-PAYLOAD', 'x'],
    ['a chunk', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', '10000\r\nx'],
    ['the header of a chunk', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', '1000'],
    ['the trailers', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', '0\r\nx-amz-checksum-crc32:'],
  ])('%s that stops in the middle is told so', async (_, payload, start) => {
    const path = `/${Bucket}/stopped`;
    const begun = signedHead({ method: 'PUT', path, headers: LENGTHS }, payload);
    const answer = await rawExchange(s3.endpoints.url, [begun, start]);
    expect(answer).toContain('<Code>RequestTimeout</Code>');
    expect(outcomeOf(await s3.ask({ path }))).toBe('404 NoSuchKey');
  });

  it('an object may take longer than a document', async () => {
    const path = `/${Bucket}/slow`;
    const begun = signedHead({ method: 'PUT', path, headers: { 'content-length': '20' } });
    const answer = await drippedExchange(s3.endpoints.url, begun, 'x');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(outcomeOf(await s3.ask({ path }))).toBe(`200 ${'x'.repeat(20)}`);
    await s3.ask({ method: 'DELETE', path });
  });
});
