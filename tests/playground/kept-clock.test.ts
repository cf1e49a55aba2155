import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LogFields } from '../../core/logger.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { createDataset, World } from '../../fixtures/index.ts';
import { createPlayground, type Playground, type PlaygroundOptions } from '../../playground/index.ts';
import { DAMAGES, damage } from '../damage/damages.ts';
import { rowsOf } from '../services/postgres-seed/with-postgres.ts';
import { expectPeopleAt } from '../support/expect-people.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const HOUR = 3_600_000;
const LIVING = { world: 'living', records: 60, postgresRows: 60 } as const;
const dataset = createDataset(LIVING);
const world = new World(dataset, { databasePeople: LIVING.postgresRows });
const iso = (ms: number) => new Date(dataset.anchor + ms).toISOString();

let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
let log: [event: string, fields: LogFields][] = [];
beforeEach(async () => {
  log = [];
  folder = await temporaryDirectory();
});
afterEach(async () => folder[Symbol.asyncDispose]());

/** The sources in which things happen, in the folder of the test. */
function up(options: PlaygroundOptions = {}) {
  log = [];
  return createPlayground({
    ...{ services: ['api', 'postgres', 's3'], ...LIVING, directory: folder.path, ...options },
    logger: (event, fields = {}) => log.push([event, fields]),
  }) as Promise<Playground<'api' | 'postgres' | 's3'>>;
}
/** The same, of one that starts at once. */
const upAlone = (options: PlaygroundOptions = {}) => up({ services: ['gateway'], ...options });
const told = (event: string) => log.filter(([name]) => name === event).map(([, fields]) => fields);
const clockFile = () => path.join(folder.path, 'clock.json');

function storeOf({ endpoints: { s3 } }: Playground<'s3'>): S3Client {
  const { url, region, accessKeyId, secretAccessKey } = s3;
  return new S3Client({
    ...{ endpoint: url, region, forcePathStyle: true },
    credentials: { accessKeyId, secretAccessKey },
  });
}

/** Every source shows the world so many ms after the anchor. */
async function expectWorld(playground: Playground<'api' | 'postgres' | 's3'>, ms: number): Promise<void> {
  const at = dataset.anchor + ms;
  expect(playground.clock.now().toISOString()).toBe(iso(ms));
  await expectPeopleAt(playground.endpoints.api.url, world.table('people'), at);
  const { postgres } = playground.endpoints;
  expect(await rowsOf(postgres, 'SELECT playground.now() AS now')).toEqual([{ now: new Date(at) }]);
  const users = world.table('public.users').seenAt(at);
  const rows = await rowsOf(postgres, 'SELECT id, name FROM public.users ORDER BY id');
  expect(rows).toEqual(
    users.rows(0, users.size).map(({ values }) => ({ id: values['id'], name: values['name'] })),
  );
  const exported = { Bucket: 'fixtures', Key: 'people/people.ndjson' };
  const { LastModified } = await storeOf(playground).send(new HeadObjectCommand(exported));
  expect(LastModified).toEqual(new Date(Math.floor(at / HOUR) * HOUR));
}

describe('a living world that is started again in its folder', () => {
  const mine = { Bucket: 'fixtures', Key: 'mine.txt' };

  it('goes on where it was, with all that clients wrote', async () => {
    {
      await using first = await up();
      await first.clock.advance(2 * HOUR + 60_000);
      await rowsOf(first.endpoints.postgres, 'CREATE TABLE mine AS SELECT 42 AS answer');
      await storeOf(first).send(new PutObjectCommand({ ...mine, Body: 'still here' }));
    }
    await using second = await up();
    await expectWorld(second, 2 * HOUR + 60_000);
    expect(await rowsOf(second.endpoints.postgres, 'SELECT answer FROM mine')).toEqual([{ answer: 42 }]);
    const { Body } = await storeOf(second).send(new GetObjectCommand(mine));
    expect(await Body?.transformToString()).toBe('still here');
    expect([...told('put_back'), ...told('clock_begins_again')]).toEqual([]);
    await expect(second.clock.moveTo(iso(0))).rejects.toMatchObject({ code: 'ERR_BAD_OPTION' });
    await second.clock.advance(HOUR);
    await expectWorld(second, 3 * HOUR + 60_000);
  });

  it('is at the anchor after a reset, and after the next start', async () => {
    {
      await using first = await up();
      await first.clock.advance(5 * HOUR);
      await first.reset();
    }
    await using second = await up();
    await expectWorld(second, 0);
  });

  it.each([
    ['is what it showed', iso(2 * HOUR), 2],
    ['is behind the database, because the process ended between the two', iso(HOUR), 2],
    ['is ahead of the database', iso(5 * HOUR), 5],
    ['is lost', undefined, 2],
  ])('has the instant of all sources when what is kept %s', async (_what, now, hours) => {
    {
      await using first = await up();
      await first.clock.advance(2 * HOUR);
      await rowsOf(first.endpoints.postgres, 'CREATE TABLE mine (id INT)');
    }
    const kept = JSON.parse(await readFile(clockFile(), 'utf8'));
    expect(kept.now).toBe(iso(2 * HOUR));
    await rm(clockFile());
    if (now !== undefined) await writeFile(clockFile(), JSON.stringify({ ...kept, now }));
    await using second = await up();
    await expectWorld(second, hours * HOUR);
    expect(await rowsOf(second.endpoints.postgres, 'SELECT * FROM mine')).toEqual([]);
    expect(told('put_back')).toEqual([]);
  });

  it.each([
    ['seed', { seed: 43 }],
    ['number of people', { records: 61 }],
    ['anchor', { anchor: '2026-01-01T01:00:00Z' }],
    ['kind of world', { world: 'living+late' }],
  ])('begins at the anchor with another %s, and says so', async (_what, other) => {
    {
      await using first = await up();
      await first.clock.advance(5 * HOUR);
    }
    await using second = await up(other);
    const [anchor = ''] = [iso('anchor' in other ? HOUR : 0)];
    expect(second.clock.now().toISOString()).toBe(anchor);
    const reached = await rowsOf(second.endpoints.postgres, 'SELECT playground.now() AS now');
    expect(reached).toEqual([{ now: new Date(anchor) }]);
    expect(told('clock_begins_again')).toEqual([
      expect.objectContaining({ file: clockFile(), kept: iso(5 * HOUR) }),
    ]);
  });
});

describe('a clock that is kept', () => {
  it('keeps its rate, and what a running one showed last', async () => {
    let real = Date.UTC(2030, 0, 1);
    const clock = () => real;
    {
      await using first = await upAlone({ clock, clockRate: 2 });
      first.clock.run(60);
      real += 10_000;
      await waitUntil('ten minutes', () => first.clock.now().toISOString() === iso(600_000));
    }
    real += HOUR;
    await using second = await upAlone({ clock, clockRate: 2 });
    expect([second.clock.now().toISOString(), second.clock.rate]).toEqual([iso(600_000), 60]);
    await second.reset();
    expect([second.clock.now().toISOString(), second.clock.rate]).toEqual([iso(0), 2]);
  });

  it('is not written any more when its playground has stopped', async () => {
    const stopped = await upAlone({ clockRate: 1 });
    await stopped.stop();
    await using next = await upAlone();
    next.clock.run(0);
    const kept = await readFile(clockFile(), 'utf8');
    await stopped.clock.advance('5h');
    expect(await readFile(clockFile(), 'utf8')).toBe(kept);
  });

  it('goes on when its file cannot be written, and says so once', async () => {
    await using one = await upAlone();
    await rm(clockFile());
    await mkdir(path.join(clockFile(), 'in the way'), { recursive: true });
    for (const _ of [1, 2]) await one.clock.advance('1h');
    expect(one.clock.now().toISOString()).toBe(iso(2 * HOUR));
    expect(told('clock_not_kept')).toEqual([
      expect.objectContaining({ wayOut: expect.stringContaining(clockFile()) }),
    ]);
    await rm(clockFile(), { recursive: true });
    await one.clock.advance('1h');
    expect(JSON.parse(await readFile(clockFile(), 'utf8'))).toMatchObject({ now: iso(3 * HOUR) });
  });

  it('is not that of a still world, which has the real time', async () => {
    {
      await using first = await upAlone({ world: 'still' });
      await first.clock.advance('50h');
    }
    await expect(access(clockFile())).rejects.toMatchObject({ code: 'ENOENT' });
    const before = Date.now();
    await using second = await upAlone({ world: 'still' });
    expect(second.clock.now().getTime()).toBeLessThan(before + 25 * HOUR);
  });
});

describe('a start when the clock that is kept', () => {
  /** What a clock leaves, changed. */
  const kept = (changed: object) => async () => {
    const found = JSON.parse(await readFile(clockFile(), 'utf8'));
    await writeFile(clockFile(), JSON.stringify({ ...found, ...changed }));
  };
  const somebodys = () => path.join(folder.path, 'somebodys');

  it.each([
    ...DAMAGES.filter(([, kind]) => kind !== 'otherwise').map(
      ([title, kind]) =>
        [
          title,
          () => damage(kind, clockFile(), '', somebodys()),
          /is damaged|is a directory|is a link to/,
        ] as const,
    ),
    ['is a list', () => writeFile(clockFile(), '[]'), /is damaged: it is not an object/],
    ['has no rate', kept({ rate: undefined }), /is damaged: rate is no number/],
    ['has no seed', kept({ seed: undefined }), /is damaged: seed is no number/],
    ['has no instant', kept({ now: 'soon' }), /has 'soon', which is no instant/],
    ['has a time of no zone', kept({ now: '2026-01-01T05:00:00' }), /which is no instant/],
    ['has a rate of no clock', kept({ rate: -1 }), /has -1, at which no clock runs/],
    ['is before its anchor', kept({ now: iso(-1) }), /which is before the anchor/],
    ['is after the last instant', kept({ now: '9999-12-31T23:59:59.001Z' }), /clocks end with the year 9999/],
  ])('%s is refused with the way out, which is one', async (_what, spoil, message) => {
    await (await upAlone()).stop();
    await spoil();
    const error = await upAlone().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ERR_SERVICE_FAILED', message: expect.stringMatching(message) });
    expect((error as Error).message).toContain(clockFile());
    expect((error as Error).message).toContain('Remove it');
    await rm(clockFile(), { recursive: true });
    await using again = await upAlone();
    expect(again.clock.now().toISOString()).toBe(iso(0));
  });
});
