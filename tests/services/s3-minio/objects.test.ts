import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { patternBytes, type StartedS3, startS3 } from './started-s3.ts';

const Bucket = 'objects';
let s3: StartedS3;

beforeAll(async () => {
  s3 = await startS3();
  await s3.client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => s3.stop());

async function bytesOf(Key: string, asked: object = {}): Promise<Buffer> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key, ...asked }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

describe('an object', () => {
  it.each([0, 1, 65_535, 65_536, 524_288, 1_500_001])('of %d bytes comes back whole', async (size) => {
    const body = patternBytes(size);
    const { ETag } = await s3.client.send(new PutObjectCommand({ Bucket, Key: 'sized', Body: body }));
    expect(ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
    expect((await bytesOf('sized')).equals(body)).toBe(true);
  });

  it.each([
    ['known', 300_000],
    ['of one small piece', 10],
  ])('may come as a stream, %s', async (_, size) => {
    const body = patternBytes(size);
    const pieces = [body.subarray(0, size / 2), body.subarray(size / 2)];
    await s3.client.send(
      new PutObjectCommand({ Bucket, Key: 'streamed', Body: Readable.from(pieces), ContentLength: size }),
    );
    expect((await bytesOf('streamed')).equals(body)).toBe(true);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'streamed' }));
    expect(head.ContentEncoding).toBeUndefined();
  });

  it.each([
    'a//b',
    './a',
    'a/../b',
    '/leading',
    'trailing/',
    'ü/😀',
    "q'()*!~",
    ' blank ',
    '%2F',
    'a+b',
    '?#&=',
  ])('may be called %j', async (Key) => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    expect((await bytesOf(Key)).toString()).toBe(Key);
    const CopySource = `${Bucket}/${encodeURIComponent(Key)}`;
    await s3.client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect((await bytesOf('copy')).toString()).toBe(Key);
    const { Deleted } = await s3.client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }] } }),
    );
    expect(Deleted).toEqual([{ Key }]);
  });

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=10-', 10, 1000],
    ['bytes=-5', 995, 1000],
    ['bytes=-5000', 0, 1000],
    ['bytes=990-5000', 990, 1000],
  ])('gives the range %s', async (Range, start, end) => {
    const body = patternBytes(1000);
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'ranged', Body: body }));
    expect((await bytesOf('ranged', { Range })).equals(body.subarray(start, end))).toBe(true);
  });

  it('keeps the bytes of a reader that began before it was overwritten', async () => {
    const body = patternBytes(8 * 1024 * 1024);
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'replaced', Body: body }));
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'replaced' }));
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'replaced', Body: 'new' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
    expect((await bytesOf('replaced')).toString()).toBe('new');
  });

  it('tells the attributes that are asked for', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'asked', Body: 'four' }));
    const attributes = await s3.client.send(
      new GetObjectAttributesCommand({ Bucket, Key: 'asked', ObjectAttributes: ['ETag', 'ObjectSize'] }),
    );
    expect(attributes).toMatchObject({ ObjectSize: 4, ETag: createHash('md5').update('four').digest('hex') });
  });

  it('is stored once when many ask at the same time for it not to exist', async () => {
    const attempts = Array.from({ length: 10 }, (_, number) =>
      s3.client.send(new PutObjectCommand({ Bucket, Key: 'raced', Body: String(number), IfNoneMatch: '*' })),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('keeps every version once versioning is on', async () => {
    await s3.client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    const put = (Body: string) => s3.client.send(new PutObjectCommand({ Bucket, Key: 'versioned', Body }));
    const [{ VersionId: first }, { VersionId: second }] = [await put('1'), await put('2')];
    expect((await bytesOf('versioned', { VersionId: first })).toString()).toBe('1');
    expect((await bytesOf('versioned', { VersionId: second })).toString()).toBe('2');
  });
});
