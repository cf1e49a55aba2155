import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../core/logger.ts';
import type { Running } from '../../../core/service.ts';
import { createDataset } from '../../../fixtures/index.ts';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';
import { openStoreSeeder } from '../../../services/s3-minio/remote/store-seeder.ts';
import { resetS3 } from '../../../services/s3-minio/reset.ts';
import { type StartedS3, startS3 } from './started-s3.ts';

const Bucket = 'fixtures';
const EXTRA = { key: 'certs/client.pem', contentType: 'application/x-pem-file', body: 'PEM' };
const SETTINGS = { host: '127.0.0.1', port: 0, logger: silentLogger };
const SEED = { dataset: createDataset({ records: 3 }), parallelFiles: 20, extraObjects: [EXTRA] };

/** Our own store will do as one that somebody else runs: it has another bucket than the one that is asked for. */
let s3: StartedS3;
let seeder: Running<S3Endpoints>;

const open = (seed: typeof SEED) => openStoreSeeder({ ...s3.endpoints, bucket: Bucket }, seed, SETTINGS);
const buckets = async () =>
  (await s3.client.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name);
const keys = async () =>
  (await s3.client.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key);

beforeAll(async () => {
  s3 = await startS3({ bucket: 'somebody-elses' });
});
beforeEach(async () => {
  seeder = await open(SEED);
});
afterAll(() => s3.stop());

describe('a store that somebody else runs', () => {
  it('is given the seeded bucket, and keeps the others', async () => {
    expect(await buckets()).toEqual([Bucket, 'somebody-elses']);
    expect(await keys()).toHaveLength(3 + 8 + 20 + 3 + 1);
    const { Body, ContentType } = await s3.client.send(new GetObjectCommand({ Bucket, Key: EXTRA.key }));
    expect([await Body?.transformToString(), ContentType]).toEqual(['PEM', EXTRA.contentType]);
    await seeder.close();
  });

  it('keeps what clients wrote when it is seeded alike once more, and nothing when it is seeded otherwise', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'mine', Body: 'mine' }));
    await seeder.close();
    seeder = await open(SEED);
    expect(await keys()).toContain('mine');
    await seeder.close();
    seeder = await open({ ...SEED, parallelFiles: 0 });
    expect(await keys()).not.toContain('mine');
    expect(await keys()).toHaveLength(3 + 8 + 3 + 1);
    await seeder.close();
  });

  it('is reset over the wire, versions and other buckets included', async () => {
    const before = await keys();
    await s3.client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await s3.client.send(new CreateBucketCommand({ Bucket: 'mine' }));
    await s3.client.send(new PutObjectCommand({ Bucket: 'mine', Key: 'a & b/ü', Body: 'mine' }));
    await s3.client.send(new PutObjectCommand({ Bucket, Key: EXTRA.key, Body: 'changed' }));
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: EXTRA.key }));

    await resetS3(seeder.endpoints);

    expect(await buckets()).toEqual([Bucket]);
    expect(await keys()).toEqual(before);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: EXTRA.key }));
    expect(await Body?.transformToString()).toBe('PEM');
    await seeder.close();
  });

  it.each([
    ['GET', '/_playground/health', 200, { status: 'ok' }],
    ['POST', '/_playground/reset', 200, { status: 'reset' }],
    ['GET', '/_playground/reset', 405, { error: expect.stringContaining('Use POST') }],
    ['GET', '/_playground/journal', 404, { error: expect.stringContaining('not one of the playground') }],
    ['GET', '/fixtures', 404, { error: expect.stringContaining('There are GET /_playground/health') }],
  ])('answers %s %s with %i', async (method, path, status, body) => {
    const answer = await fetch(new URL(path, seeder.endpoints.resetUrl), { method });
    expect([answer.status, await answer.json()]).toEqual([status, body]);
    await seeder.close();
  });

  it('says what the store said when it cannot be seeded', async () => {
    await expect(openStoreSeeder({ ...s3.endpoints, bucket: 'No Bucket' }, SEED, SETTINGS)).rejects.toThrow(
      'InvalidBucketName',
    );
    await seeder.close();
  });
});

it('refuses faults by name: MinIO, for which it stands, has none', async () => {
  const url = (seeder.endpoints.resetUrl as string).replace(/reset.*/, 'faults');
  for (const fault of [
    { on: { route: 'ListObjectsV2' }, do: { stale: '5m' } },
    { on: { service: 's3' }, do: 'reset' },
  ]) {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(fault) });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('This object store is MinIO'),
    ]);
  }
  await seeder.close();
});
