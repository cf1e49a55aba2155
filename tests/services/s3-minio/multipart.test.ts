import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type ChecksumAlgorithm as SdkAlgorithm,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { CHECKSUM_ALGORITHMS } from '../../../services/s3-minio/checksum/algorithms.ts';
import { patternBytes, type StartedS3, startS3 } from './started-s3.ts';

const MIB = 1024 * 1024;
const Bucket = 'multipart';
let s3: StartedS3;

beforeAll(async () => {
  s3 = await startS3();
  await s3.client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => s3.stop());

describe('lib-storage', () => {
  it.each(CHECKSUM_ALGORITHMS)('uploads parts with %s and reads the object back', async (algorithm) => {
    const body = patternBytes(11 * MIB + 7);
    const params = { Bucket, Key: algorithm, Body: body, ChecksumAlgorithm: algorithm as SdkAlgorithm };
    await new Upload({ client: s3.client, params, partSize: 5 * MIB, queueSize: 3 }).done();
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: algorithm }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
    const head = await s3.client.send(
      new HeadObjectCommand({ Bucket, Key: algorithm, ChecksumMode: 'ENABLED' }),
    );
    expect(head.ETag).toMatch(/-3"$/);
    expect(head.ChecksumType).toBe(algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  });

  it('uploads a stream whose length nobody knows', async () => {
    const piece = patternBytes(MIB);
    const Body = Readable.from(Array.from({ length: 7 }, () => piece));
    await new Upload({ client: s3.client, params: { Bucket, Key: 'stream', Body } }).done();
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'stream' }));
    expect(head.ContentLength).toBe(7 * MIB);
  });
});

describe('an upload', () => {
  const Key = 'k';
  const begin = async (more: object = {}): Promise<{ Bucket: string; Key: string; UploadId: string }> => {
    const { UploadId = '' } = await s3.client.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ...more }),
    );
    return { Bucket, Key, UploadId };
  };

  it('is listed with its parts until it is complete', async () => {
    const upload = await begin();
    const { ETag } = await s3.client.send(new UploadPartCommand({ ...upload, PartNumber: 7, Body: 'x' }));
    const { Uploads } = await s3.client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads).toMatchObject([{ Key, UploadId: upload.UploadId }]);
    const { Parts } = await s3.client.send(new ListPartsCommand(upload));
    expect(Parts).toMatchObject([{ PartNumber: 7, ETag, Size: 1 }]);
    const MultipartUpload = { Parts: [{ PartNumber: 7, ETag }] };
    await s3.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
    expect(await s3.client.send(new ListMultipartUploadsCommand({ Bucket }))).not.toHaveProperty('Uploads');
  });

  it('takes the last of two parts with the same number', async () => {
    const upload = await begin();
    await s3.client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'old' }));
    const { ETag } = await s3.client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'new' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe('new');
  });

  it('leaves no file behind when it is aborted', async () => {
    // By name and not by number: what earlier tests deleted may still be going.
    const blobs = (): string[] => readdirSync(join(s3.directory, 'blobs'));
    const before = new Set(blobs());
    const upload = await begin();
    await s3.client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' }));
    const added = blobs().filter((name) => !before.has(name));
    expect(added).toHaveLength(1);
    await s3.client.send(new AbortMultipartUploadCommand(upload));
    await waitUntil('the part to be removed', () => !blobs().some((name) => added.includes(name)));
    await expect(s3.client.send(new ListPartsCommand(upload))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  it.each([
    [{ ChecksumAlgorithm: 'SHA1', ChecksumType: 'FULL_OBJECT' }, 'InvalidRequest'],
    [{ ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'COMPOSITE' }, 'InvalidRequest'],
    [{ ChecksumType: 'COMPOSITE' }, 'InvalidRequest'],
  ])('refuses %j', async (asked, name) => {
    await expect(begin(asked)).rejects.toMatchObject({ name });
  });

  it.each([0, 10_001])('refuses part number %d', async (PartNumber) => {
    const upload = await begin();
    const part = new UploadPartCommand({ ...upload, PartNumber, Body: 'x' });
    await expect(s3.client.send(part)).rejects.toMatchObject({ name: 'InvalidArgument' });
    await s3.client.send(new AbortMultipartUploadCommand(upload));
  });
});
