import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type ChecksumAlgorithm as SdkAlgorithm,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  checksumOf,
} from '../../../services/s3-minio/checksum/algorithms.ts';
import { fullObjectChecksum } from '../../../services/s3-minio/checksum/multipart-checksum.ts';
import { patternBytes, type StartedS3, startS3 } from './started-s3.ts';

const Bucket = 'checksums';
let s3: StartedS3;

beforeAll(async () => {
  s3 = await startS3();
  await s3.client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => s3.stop());

function checksumField(answer: object, algorithm: ChecksumAlgorithm): unknown {
  return (answer as Record<string, unknown>)[`Checksum${algorithm}`];
}

describe.each(CHECKSUM_ALGORITHMS)('%s', (algorithm) => {
  // The published check values: the checksum of the nine digits.
  const check = {
    CRC32: 'y/Q5Jg==',
    CRC32C: '4waSgw==',
    CRC64NVME: Buffer.from('ae8b14860a799888', 'hex').toString('base64'),
    SHA1: createHash('sha1').update('123456789').digest('base64'),
    SHA256: createHash('sha256').update('123456789').digest('base64'),
  }[algorithm];

  it('has its published check value', async () => {
    expect(await checksumOf(algorithm, Buffer.from('123456789'))).toBe(check);
  });

  it.each(['header', 'trailer'])('is taken from a %s, stored and returned', async (place) => {
    const Body =
      place === 'header' ? '123456789' : Readable.from([Buffer.from('12345'), Buffer.from('6789')]);
    const put = await s3.client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'k',
        Body,
        ContentLength: 9,
        ChecksumAlgorithm: algorithm as SdkAlgorithm,
      }),
    );
    expect(checksumField(put, algorithm)).toBe(check);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }));
    expect(checksumField(head, algorithm)).toBe(check);
  });

  it('refuses other bytes', async () => {
    const wrong = new PutObjectCommand({
      Bucket,
      Key: 'wrong',
      Body: 'other',
      [`Checksum${algorithm}`]: check,
    });
    await expect(s3.client.send(wrong)).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(s3.client.send(new HeadObjectCommand({ Bucket, Key: 'wrong' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

describe('the checksum of a whole, worked out from its parts', () => {
  const bytes = patternBytes(100_003);

  it.each([
    ['CRC32', [100_003]],
    ['CRC32', [50_000, 50_003]],
    ['CRC32C', [1, 2, 100_000]],
    ['CRC64NVME', [33_000, 33_000, 33_000, 1003]],
    ['CRC64NVME', [100_003, 0]],
  ] as const)('%s over parts of %j bytes', async (algorithm, sizes) => {
    let start = 0;
    const parts = await Promise.all(
      sizes.map(async (sizeBytes) => {
        const part = bytes.subarray(start, start + sizeBytes);
        start += sizeBytes;
        return { value: await checksumOf(algorithm, part), sizeBytes };
      }),
    );
    expect(fullObjectChecksum(algorithm, parts)).toBe(await checksumOf(algorithm, bytes));
  });

  it('cannot be had of a hash', () => {
    expect(() => fullObjectChecksum('SHA1', [])).toThrow('SHA1 of a whole cannot be worked out');
  });

  it('agrees with zlib', async () => {
    const expected = Buffer.alloc(4);
    expected.writeUInt32BE(crc32(bytes));
    expect(await checksumOf('CRC32', bytes)).toBe(expected.toString('base64'));
  });
});
