import { randomBytes } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { PostgresContainer, S3Container } from 'connector-playground/testcontainers';
import { rowsOf } from '../../services/postgres-seed/with-postgres.ts';
import { clientOf } from '../../services/s3-minio/started-s3.ts';
import { checksumsOf } from '../questions/database.ts';
import { listingOf } from '../questions/s3.ts';
import { imageOf } from '../support/images.ts';

it('MinIO on a full disk says so, loses nothing, and takes objects again when there is room', async () => {
  await using container = await new S3Container(imageOf('s3'))
    .withTmpFs({ '/data': 'rw,size=200m,uid=1000,gid=1000' })
    .start();
  const { bucket } = container.endpoints;
  const before = await listingOf(container.endpoints);
  const client = clientOf(container.endpoints);
  const Body = randomBytes(32 * 1024 * 1024);
  const stored: string[] = [];
  const fill = async (): Promise<void> => {
    for (let part = 0; part < 10; part += 1) {
      const Key = `large/${part}`;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
      stored.push(Key);
    }
  };
  // The first when it finds no room before it begins, the second when there is none left on the way.
  await expect(fill()).rejects.toMatchObject({
    name: expect.stringMatching(/^(XMinioStorageFull|InternalError)$/),
  });
  for (const Key of stored) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  expect(await listingOf(container.endpoints)).toEqual(before);
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'small', Body: 'x' }));
  client.destroy();
});

it('PostgreSQL on a full disk says so, loses nothing, and takes rows again when there is room', async () => {
  await using container = await new PostgresContainer(imageOf('postgres'))
    .withTmpFs({ '/var/lib/postgresql/data': 'rw,size=500m' })
    .start();
  const { endpoints } = container;
  const before = await checksumsOf(endpoints);
  // Unlogged: the disk is to be full of rows, not of the log of them.
  await rowsOf(endpoints, 'CREATE UNLOGGED TABLE large (text text)');
  const fill = async (): Promise<void> => {
    for (let part = 0; part < 100; part += 1)
      await rowsOf(endpoints, 'INSERT INTO large SELECT md5(n::text) FROM generate_series(1, 200000) n');
  };
  await expect(fill()).rejects.toMatchObject({ code: '53100' });
  await rowsOf(endpoints, 'DROP TABLE large');
  expect(await checksumsOf(endpoints)).toEqual(before);
  await container.reset();
  expect(await checksumsOf(endpoints)).toEqual(before);
  await rowsOf(endpoints, 'CREATE TABLE small AS SELECT 1 AS one');
  expect(await rowsOf(endpoints, 'SELECT one FROM small')).toEqual([{ one: 1 }]);
});
