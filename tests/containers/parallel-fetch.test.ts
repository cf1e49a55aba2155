import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { S3Container, type StartedS3Container } from 'connector-playground/testcontainers';
import { clientOf } from '../services/s3-minio/started-s3.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { imageOf } from './support/images.ts';

const FILES = 100;
const TABLES = 8;
const ROWS = 200 * TABLES + 10 * FILES;

let container: StartedS3Container;

beforeAll(async () => {
  container = await new S3Container(imageOf('s3')).withS3Files(FILES).start();
});

afterAll(async () => {
  await container.stop();
});

it.each([1, 4, 16])('gives every row once to %d workers at a time', async (workers) => {
  const client = clientOf(container.endpoints);
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: 'fixtures', Prefix: 'parallel/' }),
  );
  expect(Contents).toHaveLength(FILES + TABLES);
  const waiting = Contents.map(({ Key }) => Key as string);
  const rows: string[] = [];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let Key = waiting.pop(); Key !== undefined; Key = waiting.pop()) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: 'fixtures', Key }));
        for (const row of parseCsv((await Body?.transformToString()) ?? '').slice(1))
          rows.push(`${Key} ${JSON.stringify(row)}`);
      }
    }),
  );
  client.destroy();
  expect([rows.length, new Set(rows).size]).toEqual([ROWS, ROWS]);
});
