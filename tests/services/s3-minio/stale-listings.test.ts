import {
  type _Object,
  type CommonPrefix,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { WorldClock } from '../../../core/world-clock.ts';
import { createDataset, DEFAULT_DATASET } from '../../../fixtures/index.ts';
import { clientOf, type StartedS3, startS3 } from './started-s3.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const Bucket = 'fixtures';
const dataset = createDataset({ world: 'living' });

let clock: WorldClock;
let faults: FaultPlan;
let s3: StartedS3;

beforeEach(async () => {
  clock = new WorldClock({ start: DEFAULT_DATASET.anchor, rate: 0 });
  faults = new FaultPlan();
  faults.own({ clock: async (ms) => void (await clock.advance(ms)) });
  s3 = await startS3({ dataset, faults, clock: clock.now, realClock: Date.now, worldClock: clock });
  s3.client.destroy();
  s3 = { ...s3, client: clientOf(s3.endpoints, { maxAttempts: 3 }) };
});
afterEach(() => s3.stop());

const put = (Key: string, Body = Key) => s3.client.send(new PutObjectCommand({ Bucket, Key, Body }));
const remove = (Key: string) => s3.client.send(new DeleteObjectCommand({ Bucket, Key }));
const get = async (Key: string) => {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
};

/** Keys with their sizes, by either version of the listing. */
const LISTINGS = {
  ListObjectsV2: async (Prefix: string, Delimiter?: string) => {
    const { Contents, CommonPrefixes } = await s3.client.send(
      new ListObjectsV2Command({ Bucket, Prefix, Delimiter }),
    );
    return shown(Contents, CommonPrefixes);
  },
  ListObjects: async (Prefix: string, Delimiter?: string) => {
    const { Contents, CommonPrefixes } = await s3.client.send(
      new ListObjectsCommand({ Bucket, Prefix, Delimiter }),
    );
    return shown(Contents, CommonPrefixes);
  },
};

function shown(objects: readonly _Object[] = [], prefixes: readonly CommonPrefix[] = []): string[] {
  return [...objects.map(({ Key, Size }) => `${Key}:${Size}`), ...prefixes.map(({ Prefix }) => `${Prefix}`)];
}

const goOn = (ms: number) => clock.advance(ms);

describe.each(['ListObjects', 'ListObjectsV2'] as const)('a stale %s', (route) => {
  const list = LISTINGS[route];
  const staleBy = (stale: number) => faults.add({ on: { route }, do: { stale }, times: 'always' });

  it.each([
    [0.5, ['x/late:3', 'x/new:1', 'x/old:9']],
    [1, ['x/late:3', 'x/new:1', 'x/old:9']],
    [1.5, ['x/new:1', 'x/old:9']],
    [2.5, ['x/gone:1', 'x/new:1', 'x/old:1']],
    [4.5, ['x/gone:1', 'x/old:1']],
    [60, []],
  ])('shows the bucket of %d minutes ago, and GET what there is', async (minutes, expected) => {
    await goOn(30 * MINUTE);
    await put('x/gone', '1');
    await put('x/old', '1');
    await goOn(1 * MINUTE);
    await put('x/new', '1');
    await goOn(2 * MINUTE);
    await put('x/old', '2'.repeat(9));
    await remove('x/gone');
    await goOn(1 * MINUTE);
    await put('x/late', '123');
    await goOn(1 * MINUTE);
    staleBy(minutes * MINUTE);
    expect(await list('x/')).toEqual(expected);
    expect(await get('x/late')).toBe('123');
    await expect(get('x/gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
    faults.clear();
    expect(await list('x/')).toEqual(['x/late:3', 'x/new:1', 'x/old:9']);
  });

  it('knows of prefixes, copies and delete markers', async () => {
    await put('a/1', '1');
    await goOn(MINUTE);
    await s3.client.send(new CopyObjectCommand({ Bucket, Key: 'a/b/2', CopySource: `${Bucket}/a/1` }));
    await s3.client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await remove('a/1');
    expect(await list('a/', '/')).toEqual(['a/b/']);
    staleBy(30_000);
    expect(await list('a/', '/')).toEqual(['a/1:1']);
  });

  it('shows exports as of then: the new file of changes later, and the one that is deleted for it', async () => {
    const before = await list('changes/');
    await goOn(3 * HOUR + 5 * MINUTE);
    const now = await list('changes/');
    expect(now.slice(0, -3)).toEqual(before.slice(3));
    staleBy(10 * MINUTE);
    expect(await list('changes/')).toEqual([...before.slice(2), ...now.slice(-3, -1)]);
    faults.clear();
    staleBy(4 * HOUR);
    expect(await list('changes/')).toEqual(before);
  });

  it('counts from the time that a fault has moved the clock to', async () => {
    await put('x/1');
    faults.add({ on: { route }, do: { clock: 2 * MINUTE, stale: MINUTE } });
    expect(await list('x/')).toEqual(['x/1:3']);
  });

  it('pages go on in the bucket of then', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, index) => put(`p/${index}`)));
    await goOn(MINUTE);
    for (const key of ['p/1', 'p/3', 'p/4']) await remove(key);
    staleBy(30_000);
    const pages =
      route === 'ListObjects'
        ? [{ Marker: '' }, { Marker: 'p/1' }, { Marker: 'p/3' }]
        : [{}, { StartAfter: 'p/1' }, { StartAfter: 'p/3' }];
    const found: string[] = [];
    for (const after of pages) {
      const command = { Bucket, Prefix: 'p/', MaxKeys: 2, ...after };
      const { Contents = [] } =
        route === 'ListObjects'
          ? await s3.client.send(new ListObjectsCommand(command))
          : await s3.client.send(new ListObjectsV2Command(command));
      found.push(...Contents.map(({ Key }) => Key as string));
    }
    expect(found).toEqual(['p/0', 'p/1', 'p/2', 'p/3', 'p/4']);
  });
});

it('what there was at the start, or at a reset, was there always', async () => {
  const start = await LISTINGS.ListObjectsV2('');
  await put('mine');
  faults.add({ on: { route: 'ListObjectsV2' }, do: { stale: 10 * HOUR }, times: 'always' });
  expect(await LISTINGS.ListObjectsV2('')).toEqual(start);
  const answer = await fetch(`${s3.endpoints.url}/_playground/reset`, { method: 'POST' });
  expect(answer.status).toBe(200);
  expect(await LISTINGS.ListObjectsV2('')).toEqual(start);
});
