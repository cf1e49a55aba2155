import { rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { embeddedApi } from '../../../services/api/embedded.ts';
import { apiOptionsFromEnv } from '../../../services/api/options.ts';
import { resetPostgres } from '../../../services/postgres-seed/reset.ts';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';
import { resetS3 } from '../../../services/s3-minio/reset.ts';
import { rowsOf } from '../../services/postgres-seed/with-postgres.ts';
import { expectPeopleAt } from '../../support/expect-people.ts';
import { dataset, type HeldWorld, startHeldWorld, world } from './held-world.ts';
import { inFolderOf } from './in-folder-of.ts';

const HOUR = 3_600_000;

let held: HeldWorld;

beforeAll(async () => {
  held = await startHeldWorld();
});
afterAll(() => held.stop());
/** Every test begins as after `docker compose down --volumes`, but for the seed. */
beforeEach(async () => {
  await rm(held.clockFile, { force: true });
  await resetPostgres(held.postgres.endpoints);
});

async function startReplica() {
  const service = embeddedApi({ ...apiOptionsFromEnv(held.env), port: 0 });
  const { url } = await service.start();
  return { url, [Symbol.asyncDispose]: () => service.stop() };
}

const at = (ms: number) => new Date(dataset.anchor + ms).toISOString();

const expectPeople = (url: string, ms: number) =>
  expectPeopleAt(url, world.table('people'), dataset.anchor + ms);

async function expectDatabase(ms: number): Promise<void> {
  const [reached] = await rowsOf(held.postgres.endpoints, 'SELECT playground.now() AS now');
  expect(reached).toEqual({ now: new Date(dataset.anchor + ms) });
  const rows = await rowsOf(held.postgres.endpoints, 'SELECT id FROM public.users ORDER BY id');
  const view = world.table('public.users').seenAt(dataset.anchor + ms);
  expect(rows.map(({ id }) => id)).toEqual(view.rows(0, view.size).map(({ values }) => values['id']));
}

describe('the clock of containers', () => {
  it('is followed by the database and every replica when an advance returns, and kept over a restart', async () => {
    await using one = await startReplica();
    await using other = await startReplica();
    const first = await held.startSeeder();
    try {
      expect(await held.ask('clock')).toEqual({
        status: 200,
        body: { now: at(0), rate: 0, world: 'living' },
      });
      await expectDatabase(0);
      for (const ms of [HOUR, 2 * HOUR]) {
        expect((await held.ask('clock', { advance: '1h' })).body).toMatchObject({ now: at(ms) });
        await Promise.all([expectPeople(one.url, ms), expectPeople(other.url, ms), expectDatabase(ms)]);
      }
    } finally {
      await first.stop();
    }
    expect((await fetch(`${one.url}/people`)).status).toBe(503);

    await using _second = await held.startSeeder();
    expect((await held.ask('clock')).body).toMatchObject({ now: at(2 * HOUR) });
    await Promise.all([expectPeople(one.url, 2 * HOUR), expectDatabase(2 * HOUR)]);
    expect((await held.ask('clock', { to: at(0) })).body['error']).toContain('The clock cannot go back');
  });

  it('keeps its rate over a restart', async () => {
    const first = await held.startSeeder({ PLAYGROUND_CLOCK_RATE: '2' });
    await held.ask('clock', { rate: 60 });
    await first.stop();
    await using _second = await held.startSeeder({ PLAYGROUND_CLOCK_RATE: '2' });
    expect((await held.ask('clock')).body).toMatchObject({ rate: 60 });
    await held.ask('reset', {});
    expect((await held.ask('clock')).body).toMatchObject({ rate: 2 });
  });

  it('is reset with the database and the store, and alone with neither', async () => {
    await using seed = await held.startSeeder();
    await held.ask('clock', { advance: '3h' });
    await rowsOf(held.postgres.endpoints, 'DELETE FROM public.users');
    await held.ask('reset?service=postgres', {});
    await expectDatabase(3 * HOUR);
    await resetS3(seed.endpoints);
    expect((await held.ask('clock')).body).toMatchObject({ now: at(3 * HOUR) });
    await held.ask('reset', {});
    expect((await held.ask('clock')).body).toMatchObject({ now: at(0) });
    await expectDatabase(0);
  });

  it.each([
    ['the database alone', 'reset?service=postgres', HOUR],
    ['all', 'reset', 0],
  ])('resets %s when nobody can log in as the admin any more', async (_what, path, ms) => {
    await using _seed = await held.startSeeder();
    await held.ask('clock', { advance: '1h' });
    const { endpoints } = held.postgres;
    await rowsOf(endpoints, 'DELETE FROM public.users');
    await rowsOf(endpoints, "ALTER ROLE CURRENT_USER PASSWORD 'of a client'", endpoints.admin);
    expect((await held.ask(path, {})).status).toBe(200);
    await expectDatabase(ms);
  });

  it('brings a database on that somebody else has reset', async () => {
    await using _seed = await held.startSeeder();
    await held.ask('clock', { advance: '2h' });
    await resetPostgres(held.postgres.endpoints);
    await waitUntil('the database to be there again', async () => {
      const rows = await rowsOf(held.postgres.endpoints, 'SELECT playground.now() AS now').catch(() => []);
      return (rows[0]?.['now'] as Date | undefined)?.getTime() === dataset.anchor + 2 * HOUR;
    });
    await expectDatabase(2 * HOUR);
  });
});

describe('playground clock, in the folder of containers', () => {
  const clock = async (s3At: S3Endpoints, ...argv: readonly string[]) =>
    inFolderOf({ s3: s3At }, undefined, 'clock', ...argv);

  it('asks the container that has it', async () => {
    await using seed = await held.startSeeder();
    const said = '2026-01-01T01:00:00.000Z  (living world; the clock stands still)\n';
    expect(await clock(seed.endpoints, 'advance', '1h')).toEqual([0, expect.stringContaining(said), '']);
    expect(await clock(seed.endpoints)).toEqual([0, said, '']);
    await expectDatabase(HOUR);
  });

  it('says how to have one where the world is still', async () => {
    await using seed = await held.startSeeder({ PLAYGROUND_WORLD: 'still' });
    const [code, output, errors] = await clock(seed.endpoints, 'advance', '1h');
    expect([code, output]).toEqual([expect.any(Number), '']);
    expect(code).not.toBe(0);
    expect(errors).toContain('start containers with PLAYGROUND_WORLD=living');
  });
});

describe('what is kept of the clock', () => {
  /** The database is two hours on. */
  beforeEach(async () => {
    await using _seed = await held.startSeeder();
    await held.ask('clock', { advance: '2h' });
  });
  const { seed, records } = dataset;
  const kept = (now: string, anchor = at(0)) =>
    JSON.stringify({ now, rate: 0, world: 'living', anchor, seed, records });

  it.each([
    ['is what it showed', kept(at(2 * HOUR)), 2],
    ['is behind the database, where the process ended between the two', kept(at(HOUR)), 2],
    ['is ahead of the database, which somebody reset', kept(at(5 * HOUR)), 5],
    ['is of another world', kept(at(90 * HOUR), at(-HOUR)), 2],
    ['is lost', undefined, 2],
  ])('%s', async (_what, text, hours) => {
    await rm(held.clockFile);
    if (text !== undefined) await writeFile(held.clockFile, text);
    await using _seed = await held.startSeeder();
    expect((await held.ask('clock')).body).toMatchObject({ now: at(hours * HOUR) });
    await expectDatabase(hours * HOUR);
  });

  it.each([
    ['', 'is damaged'],
    ['{"now":', 'is damaged'],
    ['[]', 'is damaged: it is not an object'],
    [kept('soon'), "has 'soon', which is no instant"],
    [JSON.stringify({ ...JSON.parse(kept(at(0))), rate: '1' }), 'rate is no number'],
  ])('is refused with the way out when it is %j', async (text, said) => {
    await writeFile(held.clockFile, text);
    await expect(held.startSeeder()).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringMatching(new RegExp(`clock\\.json.*${said}.*Remove it`)),
    });
  });
});
