import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreateBlobFile, createBlobFile } from '../../../services/s3-minio/store/blobs.ts';
import { patternBytes, type StartedS3, startS3, temporaryDirectory } from './started-s3.ts';

const Bucket = 'full';
const MIB = 1024 * 1024;
const DISK_BYTES = 4 * MIB;

/** A real disk of 4 MiB where this account may mount one, otherwise files that refuse to grow beyond that. */
function smallDisk(directory: string): { createFile: CreateBlobFile; unmount: () => void } {
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', directory], {
      stdio: 'ignore',
    });
    return { createFile: createBlobFile, unmount: () => execFileSync('/bin/umount', [directory]) };
  } catch {
    return { createFile: createLimitedFile, unmount: () => undefined };
  }
}

const createLimitedFile: CreateBlobFile = async (path) => {
  const file = await createBlobFile(path);
  let sizeBytes = 0;
  const write = (async (bytes: Buffer, start: number) => {
    sizeBytes += bytes.length - start;
    if (sizeBytes > DISK_BYTES) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return file.write(bytes, start);
  }) as typeof file.write;
  return { write, close: () => file.close() };
};

describe.each([
  ['a small disk', smallDisk],
  ['files that refuse to grow', () => ({ createFile: createLimitedFile, unmount: () => undefined })],
])('on %s', (_, prepare) => {
  let s3: StartedS3;
  let directory: string;
  let unmount: () => void;

  beforeAll(async () => {
    directory = join(await temporaryDirectory(), 'disk');
    await mkdir(directory);
    const disk = prepare(directory);
    unmount = disk.unmount;
    s3 = await startS3({ directory }, disk.createFile);
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'old' }));
  });
  afterAll(async () => {
    await s3.stop();
    unmount();
    await rm(join(directory, '..'), { recursive: true });
  });

  const isFull = { name: 'XMinioStorageFull', $metadata: { httpStatusCode: 507 } };

  it('a PUT that does not fit is refused and the old object stays', async () => {
    const blobs = await readdir(join(directory, 'blobs'));
    const tooLarge = new PutObjectCommand({ Bucket, Key: 'k', Body: patternBytes(2 * DISK_BYTES) });
    await expect(s3.client.send(tooLarge)).rejects.toMatchObject(isFull);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await Body?.transformToString()).toBe('old');
    expect(await readdir(join(directory, 'blobs'))).toEqual(blobs);
  });

  it('a part that does not fit is refused', async () => {
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
    const part = new UploadPartCommand({
      Bucket,
      Key: 'k',
      UploadId,
      PartNumber: 1,
      Body: patternBytes(2 * DISK_BYTES),
    });
    await expect(s3.client.send(part)).rejects.toMatchObject(isFull);
  });

  it('what fits is stored afterwards', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'new' }));
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await Body?.transformToString()).toBe('new');
  });
});
