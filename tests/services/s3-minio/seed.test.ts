import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { toCsv } from '../../../fixtures/files/csv.ts';
import { createDataset } from '../../../fixtures/index.ts';
import { amountInWords } from '../../../services/s3-minio/objects/amount-in-words.ts';
import { fingerprintOf } from '../../../services/s3-minio/objects/fingerprint.ts';
import { seededObjects } from '../../../services/s3-minio/objects/seeded-objects.ts';
import { s3OptionsFromEnv } from '../../../services/s3-minio/options.ts';
import { startS3, temporaryDirectory } from './started-s3.ts';

const dataset = createDataset();
const EXTRA = { key: 'certs/client.pem', contentType: 'application/x-pem-file', body: 'PEM' };

async function bytesOfAll(
  options: Partial<Parameters<typeof seededObjects>[0]> = {},
): Promise<Map<string, Buffer>> {
  const objects = new Map<string, Buffer>();
  for await (const { key, body } of seededObjects({
    dataset,
    parallelFiles: 0,
    extraObjects: [],
    ...options,
  })) {
    objects.set(key, Buffer.from(body));
  }
  return objects;
}

async function keysOf(client: S3Client, Bucket = 'fixtures'): Promise<unknown[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key }) => Key);
}

describe('the seeded objects', () => {
  it('are these', async () => {
    const objects = await bytesOfAll({ parallelFiles: 2, extraObjects: [EXTRA] });
    expect([...objects.keys()].sort()).toEqual([
      'certs/client.pem',
      ...[1, 2, 3, 4, 5, 6].map((number) =>
        expect.stringMatching(`^invoices/INV-\\d{4}-000${number}\\.pdf$`),
      ),
      ...[
        'campaigns',
        'customers',
        'employees',
        'extra_0001',
        'extra_0002',
        'inventory',
        'orders',
        'products',
      ].map((table) => `parallel/${table}.csv`),
      ...['parallel/tickets.csv', 'parallel/transactions.csv'],
      ...['people/people.csv', 'people/people.ndjson', 'people/people.parquet'],
    ]);
  });

  it('have the same bytes each time', async () => {
    expect(await bytesOfAll()).toEqual(await bytesOfAll());
  });

  it('differ from seed to seed', async () => {
    const other = await bytesOfAll({ dataset: createDataset({ seed: 43 }) });
    expect(other.get('people/people.csv')).not.toEqual((await bytesOfAll()).get('people/people.csv'));
  });

  it.each([0, 1, 3])('follow a dataset of %d people', async (records) => {
    const objects = await bytesOfAll({ dataset: createDataset({ records }) });
    const invoices = [...objects.keys()].filter((key) => key.startsWith('invoices/'));
    expect(invoices).toHaveLength(records);
    expect(objects.get('parallel/orders.csv')?.toString().trim().split('\n')).toHaveLength(records + 1);
    expect(objects.get('people/people.parquet')?.toString('latin1')).toMatch(/^PAR1.*PAR1$/s);
  });

  it('hold at most 10,000 people, however many there are', async () => {
    const objects = await bytesOfAll({ dataset: createDataset({ records: 1_000_000_000 }) });
    expect(objects.get('people/people.ndjson')?.toString().trim().split('\n')).toHaveLength(10_000);
  });
});

describe('the fingerprint of the objects', () => {
  const options = { dataset, bucket: 'fixtures', parallelFiles: 0, extraObjects: [] };

  it.each([
    ['seed', { dataset: createDataset({ seed: 43 }) }],
    ['number of people', { dataset: createDataset({ records: 201 }) }],
    ['anchor', { dataset: createDataset({ anchor: dataset.anchor + 1000 }) }],
    ['bucket', { bucket: 'other' }],
    ['number of files', { parallelFiles: 1 }],
    ['object of a caller', { extraObjects: [EXTRA] }],
  ])('differs with another %s', (_what, change) => {
    expect(fingerprintOf({ ...options, dataset: createDataset() })).toBe(fingerprintOf(options));
    expect(fingerprintOf({ ...options, ...change })).not.toBe(fingerprintOf(options));
  });
});

describe('a directory that was seeded', () => {
  it('is used again as it is, and made anew when the options change', async () => {
    const directory = await temporaryDirectory();
    const inode = (): number => statSync(join(directory, 'seed.json')).ino;
    const first = await startS3({ directory });
    await first.client.send(new CreateBucketCommand({ Bucket: 'mine' }));
    await first.stop();
    const seeded = inode();

    const second = await startS3({ directory });
    expect((await second.client.send(new ListBucketsCommand({}))).Buckets).toHaveLength(2);
    expect(inode()).toBe(seeded);
    await second.stop();

    const third = await startS3({ directory, extraObjects: [EXTRA] });
    expect((await third.client.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
    const { Body } = await third.client.send(new GetObjectCommand({ Bucket: 'fixtures', Key: EXTRA.key }));
    expect(await Body?.transformToString()).toBe('PEM');
    await third.stop();
    await rm(directory, { recursive: true });
  });

  it('may have thousands of files', async () => {
    const s3 = await startS3({ parallelFiles: 2000 });
    expect(await keysOf(s3.client)).toHaveLength(1000);
    await s3.stop();
  });
});

describe('amountInWords', () => {
  it.each([
    [0, 'zero euros and 00 cents'],
    [1905, 'nineteen euros and 05 cents'],
    [4000, 'forty euros and 00 cents'],
    [146_750, 'one thousand four hundred sixty-seven euros and 50 cents'],
    [99_999_999, 'nine hundred ninety-nine thousand nine hundred ninety-nine euros and 99 cents'],
  ])('%d', (cents, words) => {
    expect(amountInWords(cents)).toBe(words);
  });
});

it('toCsv quotes what needs it', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,y', 1],
        ['"q"', 'two\nlines'],
        [null, ''],
      ],
    ),
  ).toBe('a,b\n"x,y",1\n"""q""","two\nlines"\n,""\n');
});

describe('s3OptionsFromEnv', () => {
  it('reads what is set and keeps the defaults', () => {
    const options = s3OptionsFromEnv({
      PLAYGROUND_S3_PORT: '9001',
      PLAYGROUND_S3_BUCKET: 'other',
      PLAYGROUND_RECORDS: '5',
    });
    expect(options).toMatchObject({ port: 9001, bucket: 'other', region: 'us-east-1', host: '127.0.0.1' });
    expect(options.dataset.people.size).toBe(5);
    expect(options.secretAccessKey).toHaveLength(40);
  });

  it('names the variable that is wrong', () => {
    expect(() => s3OptionsFromEnv({ PLAYGROUND_S3_PORT: 'nine' })).toThrow(
      "PLAYGROUND_S3_PORT must be a whole number, but is 'nine'",
    );
  });
});
