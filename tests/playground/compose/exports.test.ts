import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WorldClock } from '../../../core/world-clock.ts';
import { rowsOf } from '../../services/postgres-seed/with-postgres.ts';
import { clientOf, type StartedS3, startS3 } from '../../services/s3-minio/started-s3.ts';
import { storedObjects } from '../../services/s3-minio/stored-objects.ts';
import { dataset, type HeldWorld, startHeldWorld } from './held-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const Bucket = 'fixtures';
const FIRST_CHANGES = 'changes/2026-01-01T00.ndjson';

let held: HeldWorld;
let seed: Awaited<ReturnType<HeldWorld['startSeeder']>>;
let client: S3Client;
/** The embedded store in the same world, at a clock of its own. */
let twin: StartedS3;
let clock: WorldClock;

beforeAll(async () => {
  held = await startHeldWorld();
  client = clientOf(held.store);
});
afterAll(async () => {
  client.destroy();
  await held.stop();
});
beforeEach(async () => {
  seed = await held.startSeeder();
  await held.ask('reset', {});
  clock = new WorldClock({ start: dataset.anchor, rate: 0 });
  twin = await startS3({ dataset, clock: clock.now, realClock: Date.now, worldClock: clock });
});
afterEach(async () => {
  await seed.stop();
  await twin.stop();
});

const put = (Key: string) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'mine' }));
const remove = (Key: string) => client.send(new DeleteObjectCommand({ Bucket, Key }));
const advance = async (by: string) =>
  expect(await held.ask('clock', { advance: by })).toMatchObject({ status: 200 });

/** It holds what the embedded store holds then, but for what a client has put there or removed. */
async function expectObjects(ms: number, ...others: readonly string[]): Promise<void> {
  await clock.moveTo(dataset.anchor + ms);
  const [expected, found] = [await storedObjects(twin.endpoints), await storedObjects(held.store)];
  for (const key of others) {
    expected.delete(key);
    found.delete(key);
  }
  expect(found).toEqual(expected);
}

describe('a store that others run, in a living world', () => {
  it.each([
    ['59m', 59 * MINUTE],
    ['1h', HOUR],
    ['5h30m', 5.5 * HOUR],
    ['30h', 30 * HOUR],
  ])('shows what the embedded one shows when an advance by %s returns', async (by, ms) => {
    await expectObjects(0);
    await advance(by);
    await expectObjects(ms);
  });

  it('keeps what clients do to the exports, and a reset undoes it', async () => {
    await put('people/people.csv');
    await remove(FIRST_CHANGES);
    await put('changes/mine.ndjson');
    await put('changes/2026-01-01T02.ndjson');
    await advance('3h');
    const { metadata } = (await storedObjects(held.store)).get('people/people.csv') ?? {};
    expect(metadata).toEqual({});
    const objects = await storedObjects(held.store);
    expect([objects.has(FIRST_CHANGES), objects.has('changes/mine.ndjson')]).toEqual([false, true]);
    await expectObjects(
      3 * HOUR,
      ...['people/people.csv', FIRST_CHANGES, 'changes/mine.ndjson', 'changes/2026-01-01T02.ndjson'],
    );
    await advance('40h');
    expect((await storedObjects(held.store)).has('changes/2026-01-01T02.ndjson')).toBe(true);
    await held.ask('reset?service=s3', {});
    await expectObjects(43 * HOUR);
  });

  it('loses its old files of changes among thousands of others', async () => {
    const mine = Array.from({ length: 1_001 }, (_, index) => `changes/0-${index}`);
    for (const key of mine) await put(key);
    await advance('30h');
    await expectObjects(30 * HOUR, ...mine);
  });

  it('goes back to the anchor with the clock when all is reset', async () => {
    await advance('30h');
    await held.ask('reset', {});
    await expectObjects(0);
  });

  it('is where the clock is when its holder starts again', async () => {
    await advance('2h');
    await seed.stop();
    await remove(FIRST_CHANGES);
    seed = await held.startSeeder();
    await expectObjects(2 * HOUR);
  });

  it('keeps the clock from moving while it does not answer, and follows when it does', async () => {
    await held.stopStore();
    const { status, body } = await held.ask('clock', { advance: '1h' });
    expect([status, body['error']]).toEqual([
      500,
      expect.stringContaining(`does not answer HEAD at ${held.store.url}`),
    ]);
    expect((await held.ask('clock')).body).toMatchObject({ now: new Date(dataset.anchor).toISOString() });
    await held.startStore();
    await expectObjects(0);
    await advance('2h');
    await expectObjects(2 * HOUR);
  });

  it('goes back when the clock moves less far than a move that failed', async () => {
    await rowsOf(held.postgres.endpoints, 'DROP TABLE public.purchases CASCADE');
    expect((await held.ask('clock', { advance: '1h' })).status).toBe(500);
    await advance('1m');
    await expectObjects(MINUTE);
  });
});
