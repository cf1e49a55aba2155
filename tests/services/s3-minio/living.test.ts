import { cp, rm } from 'node:fs/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import { WorldClock } from '../../../core/world-clock.ts';
import { createDataset, DEFAULT_DATASET, World } from '../../../fixtures/index.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { clientOf, type StartedS3, startS3 } from './started-s3.ts';

const { anchor } = DEFAULT_DATASET;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const Bucket = 'fixtures';
const dataset = createDataset({ world: 'living+unstamped+soft+drift' });
const people = new World(dataset).table('people');

let clock: WorldClock;
let s3: StartedS3;

const start = async (directory?: string): Promise<StartedS3> => {
  clock = new WorldClock({ start: anchor, rate: 0 });
  const started = await startS3({
    ...{ dataset, clock: clock.now, realClock: Date.now, worldClock: clock },
    ...(directory !== undefined && { directory }),
  });
  started.client.destroy();
  // This client signs by the time in the last answer, so the first request after the clock has moved is repeated.
  return { ...started, client: clientOf(started.endpoints, { maxAttempts: 3 }) };
};

beforeEach(async () => {
  s3 = await start();
});
afterEach(async () => {
  s3.client.destroy();
  await s3.stop();
});

async function objects(Prefix: string): Promise<Map<string, number>> {
  const { Contents = [] } = await s3.client.send(new ListObjectsV2Command({ Bucket, Prefix }));
  return new Map(Contents.map(({ Key, LastModified }) => [Key as string, Number(LastModified)]));
}

async function bytesOf(Key: string): Promise<Uint8Array> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToByteArray()) as Uint8Array;
}

const textOf = async (key: string): Promise<string> => Buffer.from(await bytesOf(key)).toString();
const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('exports of a living world', () => {
  it.each([
    [0, 0],
    [59 * MINUTE, 0],
    [HOUR, 1],
    [5 * HOUR + 30 * MINUTE, 5],
    [100 * HOUR, 100],
  ])('are those of the last full hour, after %d ms', async (passed, hours) => {
    await clock.advance(passed);
    const at = anchor + hours * HOUR;
    const found = await objects('people/');
    expect([...found.keys()]).toEqual(['people/people.csv', 'people/people.ndjson', 'people/people.parquet']);
    expect([...found.values()]).toEqual([at, at, at]);
    const rows = [...people.rows(at)].map(({ values }) => values);
    expect(linesOf(await textOf('people/people.ndjson'))).toEqual(rows);
    const [header, ...records] = parseCsv(await textOf('people/people.csv'));
    expect(header).toEqual(people.columnsAt(at).map(({ name }) => name));
    expect(records).toHaveLength(rows.length);
    const file = new Uint8Array(await bytesOf('people/people.parquet')).buffer;
    const stamps = (await parquetReadObjects({ file })).map(
      ({ updatedAt }) => updatedAt && Number(updatedAt),
    );
    expect(stamps).toEqual(rows.map((row) => row['updatedAt'] && Date.parse(String(row['updatedAt']))));
    expect(stamps).toContain(null);
  });

  it('are joined by the changes of each of the last 24 hours', async () => {
    await clock.advance(30 * HOUR + MINUTE);
    const found = await objects('changes/');
    const ends = Array.from({ length: 24 }, (_, index) => anchor + (7 + index) * HOUR);
    expect([...found.values()]).toEqual(ends);
    expect([...found.keys()]).toEqual(
      ends.map((end) => `changes/${new Date(end).toISOString().slice(0, 13)}.ndjson`),
    );
    for (const [key, end] of found) {
      const told = linesOf(await textOf(key)).map((line) => (line as { values: unknown }).values);
      expect(told).toEqual([...people.changes(end - HOUR, end)].map(({ row }) => row.values));
    }
    await clock.advance(HOUR);
    const later = await objects('changes/');
    expect([...later.keys()].slice(0, -1)).toEqual([...found.keys()].slice(1));
  });
});

describe('what a client does', () => {
  it('to an export stays, however late it gets', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'people/people.csv', Body: 'mine' }));
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'changes/2026-01-01T00.ndjson', Body: 'mine' }));
    await clock.advance(40 * HOUR);
    expect(await textOf('people/people.csv')).toBe('mine');
    expect(await textOf('changes/2026-01-01T00.ndjson')).toBe('mine');
    expect((await objects('people/')).get('people/people.ndjson')).toBe(anchor + 40 * HOUR);
  });

  it('deletes a file of changes for good, and an export until the next hour', async () => {
    for (const Key of ['changes/2026-01-01T00.ndjson', 'people/people.csv'])
      await s3.client.send(new DeleteObjectCommand({ Bucket, Key }));
    await clock.advance(59 * MINUTE);
    expect([...(await objects('people/')).keys()]).not.toContain('people/people.csv');
    await clock.advance(MINUTE);
    expect([...(await objects('people/')).keys()]).toContain('people/people.csv');
    expect([...(await objects('changes/')).keys()]).not.toContain('changes/2026-01-01T00.ndjson');
  });

  it('by keeping versions keeps those of the exports', async () => {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const [oldest = ''] = (await objects('changes/')).keys();
    await clock.advance(HOUR);
    await clock.advance(HOUR);
    const versionsOf = async (Prefix: string) =>
      s3.client.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
    const { Versions = [] } = await versionsOf('people/people.csv');
    expect(Versions.map(({ LastModified }) => Number(LastModified) - anchor)).toEqual([2 * HOUR, HOUR, 0]);
    const gone = await versionsOf(oldest);
    expect([gone.Versions?.length, gone.DeleteMarkers?.[0]?.IsLatest]).toEqual([1, true]);
  });

  it('is undone by a reset, which leaves the exports of the time that it is', async () => {
    await clock.advance(3 * HOUR);
    const before = await objects('');
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'people/people.csv', Body: 'mine' }));
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'changes/2026-01-01T00.ndjson' }));
    const answer = await fetch(`${s3.endpoints.url}/_playground/reset`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(await objects('')).toEqual(before);
  });

  it('survives a restart, after which the exports are those of the start', async () => {
    const atStart = await objects('');
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'mine.txt', Body: 'mine' }));
    await clock.advance(30 * HOUR);
    const kept = `${s3.directory}-kept`;
    await cp(s3.directory, kept, { recursive: true });
    s3.client.destroy();
    await s3.stop();
    s3 = await start(kept);
    const mine = (await objects('mine.txt')).get('mine.txt') as number;
    expect(await objects('')).toEqual(new Map([...atStart, ['mine.txt', mine]].sort() as [string, number][]));
    await rm(kept, { recursive: true });
  });
});
