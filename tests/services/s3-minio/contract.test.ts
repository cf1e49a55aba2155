import { rmSync } from 'node:fs';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { embeddedS3 } from '../../../services/s3-minio/embedded.ts';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';
import { resetS3 } from '../../../services/s3-minio/reset.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { clientOf, temporaryDirectory } from './started-s3.ts';

let directory: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function everything(endpoints: S3Endpoints): Promise<unknown> {
  const client = clientOf(endpoints);
  try {
    const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: endpoints.bucket }));
    return {
      buckets: Buckets.map(({ Name }) => Name),
      objects: Contents.map(({ Key, ETag }) => [Key, ETag]),
    };
  } finally {
    client.destroy();
  }
}

async function change(endpoints: S3Endpoints): Promise<void> {
  const client = clientOf(endpoints);
  await client.send(new CreateBucketCommand({ Bucket: 'another' }));
  await client.send(new DeleteObjectCommand({ Bucket: endpoints.bucket, Key: 'people/people.csv' }));
  client.destroy();
}

describeServiceContract('s3-minio', {
  create: () => embeddedS3({ port: 0, directory }),
  read: everything,
  change,
  connect: (endpoints) => fetch(endpoints.url),
});

describe('resetS3', () => {
  it('resets over the wire', async () => {
    const service = embeddedS3({ port: 0, directory });
    try {
      const endpoints = await service.start();
      const before = await everything(endpoints);
      await change(endpoints);
      expect(await everything(endpoints)).not.toEqual(before);
      await resetS3(endpoints);
      expect(await everything(endpoints)).toEqual(before);
    } finally {
      await service.stop();
    }
  });

  it('needs the keys', async () => {
    const service = embeddedS3({ port: 0, directory });
    try {
      const endpoints = await service.start();
      await expect(resetS3({ ...endpoints, secretAccessKey: 'wrong' })).rejects.toThrow(
        'SignatureDoesNotMatch',
      );
      expect((await fetch(`${endpoints.url}/_playground/reset`, { method: 'POST' })).status).toBe(403);
    } finally {
      await service.stop();
    }
  });

  it('takes a port as it is given', async () => {
    const first = embeddedS3({ port: 0, directory });
    const { url } = await first.start();
    const second = embeddedS3({ port: Number(new URL(url).port), directory: await temporaryDirectory() });
    await expect(second.start()).rejects.toMatchObject({ code: 'ERR_PORT_TAKEN' });
    await first.stop();
  });
});
