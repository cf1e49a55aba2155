import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listedEntries } from '../../../services/s3-minio/listing/listed-entries.ts';
import { takePage } from '../../../services/s3-minio/listing/take-page.ts';
import { compareUtf8, SortedMap } from '../../../services/s3-minio/store/sorted-keys.ts';
import { type StartedS3, startS3 } from './started-s3.ts';

const KEYS = ['a', 'a/1', 'a/2', 'a0', 'b/x/1', 'b/x/2', 'b/y', 'c'];

function names(listing: { prefix?: string; delimiter?: string; after?: string }, hidden = ''): string {
  const entries = listedEntries(
    KEYS,
    { prefix: '', delimiter: '', after: '', ...listing },
    (key) => key !== hidden,
  );
  return [...entries].map(({ kind, name }) => (kind === 'prefix' ? `[${name}]` : name)).join(' ');
}

describe('listedEntries', () => {
  it.each([
    [{}, 'a a/1 a/2 a0 b/x/1 b/x/2 b/y c'],
    [{ delimiter: '/' }, 'a [a/] a0 [b/] c'],
    [{ delimiter: '/', prefix: 'b/' }, '[b/x/] b/y'],
    [{ delimiter: '/', after: 'a/' }, 'a0 [b/] c'],
    [{ delimiter: '/', after: 'a/1' }, '[a/] a0 [b/] c'],
    [{ delimiter: 'x/' }, 'a a/1 a/2 a0 [b/x/] b/y c'],
    [{ prefix: 'a' }, 'a a/1 a/2 a0'],
    [{ prefix: 'a', after: 'a/2' }, 'a0'],
    [{ after: 'b' }, 'b/x/1 b/x/2 b/y c'],
    [{ prefix: 'd' }, ''],
    [{ prefix: 'b', after: 'c' }, ''],
  ])('%j', (listing, expected) => {
    expect(names(listing)).toBe(expected);
  });

  it('rolls up no prefix whose only key is deleted', () => {
    expect(names({ delimiter: '/', prefix: 'b/x/1' }, 'b/x/1')).toBe('');
  });
});

describe('takePage', () => {
  it.each([
    [0, [], false],
    [2, [1, 2], true],
    [3, [1, 2, 3], false],
    [4, [1, 2, 3], false],
  ])('of %d of three items', (size, items, isTruncated) => {
    expect(takePage([1, 2, 3], size)).toEqual({ items, isTruncated });
  });
});

describe('SortedMap', () => {
  it('gives its keys in the order of their UTF-8 bytes, whatever came and went', () => {
    const map = new SortedMap<number>();
    const keys = ['\u{1f600}', '\uff5e', 'b', 'a', 'aa', 'é', 'B'];
    for (const key of keys) map.set(key, 1);
    const expected = [...keys].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
    expect(map.keys()).toEqual(expected);
    map.delete('b');
    map.set('0', 1);
    map.delete('a');
    map.set('a', 2);
    const changed = [...expected.filter((key) => key !== 'b'), '0'].sort(compareUtf8);
    expect(map.keys()).toEqual(changed);
  });
});

describe('a listing over the wire', () => {
  let s3: StartedS3;
  const Bucket = 'listing';

  beforeAll(async () => {
    s3 = await startS3();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    for (const Key of KEYS) await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  });
  afterAll(() => s3.stop());

  it.each([1, 3, 8, 1000])('has every key once in pages of %d', async (pageSize) => {
    const listed: unknown[] = [];
    for await (const page of paginateListObjectsV2({ client: s3.client, pageSize }, { Bucket })) {
      listed.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(listed).toEqual(KEYS);
  });

  it.each([
    [{ ContinuationToken: 'no token' }, 'InvalidArgument'],
    [{ EncodingType: 'base64' as 'url' }, 'InvalidArgument'],
    [{ MaxKeys: -1 }, 'InvalidArgument'],
  ])('refuses %j', async (asked, name) => {
    await expect(s3.client.send(new ListObjectsV2Command({ Bucket, ...asked }))).rejects.toMatchObject({
      name,
    });
  });
});
