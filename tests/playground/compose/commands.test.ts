import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDataset, World } from '../../../fixtures/index.ts';
import type { StartedEndpoints } from '../../../playground/manifests.ts';
import { embeddedApi } from '../../../services/api/embedded.ts';
import { apiOptionsFromEnv } from '../../../services/api/options.ts';
import { rowsOf } from '../../services/postgres-seed/with-postgres.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { foundRows } from '../../verify/right-rows.ts';
import { dataset, type HeldWorld, startHeldWorld, truth, world } from './held-world.ts';
import { inFolderOf } from './in-folder-of.ts';

const HOUR = 3_600_000;
const at = (ms: number) => new Date(dataset.anchor + ms).toISOString();

let held: HeldWorld;
let seed: Awaited<ReturnType<HeldWorld['startSeeder']>>;
let api: ReturnType<typeof embeddedApi>;
let endpoints: StartedEndpoints;

beforeAll(async () => {
  held = await startHeldWorld();
  seed = await held.startSeeder();
  api = embeddedApi({ ...apiOptionsFromEnv(held.env), port: 0 });
  endpoints = { api: await api.start(), postgres: held.postgres.endpoints, s3: seed.endpoints };
});
afterAll(async () => {
  await api.stop();
  await seed.stop();
  await held.stop();
});
/** An hour after the anchor. */
beforeEach(async () => {
  expect(await held.ask('reset', {})).toMatchObject({ status: 200 });
  expect(await held.ask('clock', { advance: '1h' })).toMatchObject({ status: 200, body: { now: at(HOUR) } });
});

const command = (...argv: readonly string[]) => inFolderOf(endpoints, truth, ...argv);
const databaseTime = async () => rowsOf(held.postgres.endpoints, 'SELECT playground.now() AS now');
const usersIn = async () => (await rowsOf(held.postgres.endpoints, 'SELECT id FROM public.users')).length;
const usersAt = (ms: number) => world.table('public.users').seenAt(dataset.anchor + ms).size;

describe('in the folder of containers whose world lives', () => {
  it('playground reset is back at the anchor when it returns', async () => {
    const [code, output] = await command('reset');
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^postgres reset in \d+ ms\ns3 reset in \d+ ms\napi reset in \d+ ms\n$/),
    ]);
    expect((await held.ask('clock')).body).toMatchObject({ now: at(0) });
    expect([await databaseTime(), await usersIn()]).toEqual([[{ now: new Date(at(0)) }], usersAt(0)]);
    const { headers } = await fetch(`${endpoints.api?.url}/pagination/offset`);
    expect(headers.get('date')).toBe(new Date(at(0)).toUTCString());
  });

  it('playground reset postgres leaves the time, and the database is there when it returns', async () => {
    await rowsOf(held.postgres.endpoints, 'DELETE FROM public.users');
    expect(await command('reset', 'postgres')).toEqual([0, expect.stringMatching(/^postgres reset/), '']);
    expect((await held.ask('clock')).body).toMatchObject({ now: at(HOUR) });
    expect([await databaseTime(), await usersIn()]).toEqual([[{ now: new Date(at(HOUR)) }], usersAt(HOUR)]);
  });

  it.each([
    ['rows of now', [], [...world.table('people').rows(dataset.anchor + HOUR)].map(({ values }) => values)],
    [
      'rows of another time',
      ['--at', at(0)],
      [...world.table('people').rows(dataset.anchor)].map(({ values }) => values),
    ],
  ])('playground truth prints the %s', async (_what, options, rows) => {
    const [code, output] = await command('truth', 'people', ...options);
    expect([
      code,
      output
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ]).toEqual([0, rows]);
  });

  it('playground truth prints what has happened since the anchor', async () => {
    const [code, output] = await command('truth', 'public.users', '--changes');
    const changes = [...world.table('public.users').changes(dataset.anchor, dataset.anchor + HOUR)];
    expect(changes.length).toBeGreaterThan(0);
    expect([code, output.trimEnd().split('\n').length]).toEqual([0, changes.length]);
  });

  it('playground verify says what time it is there, and compares with that world', async () => {
    await using folder = await temporaryDirectory();
    const file = join(folder.path, 'users.ndjson');
    const rows = foundRows('public.users', undefined, { world: truth, at: dataset.anchor + HOUR });
    await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const [code, , errors] = await command('verify', '--ndjson', file);
    expect([code, errors]).toEqual([3, expect.stringContaining(`--at (it is ${at(HOUR)} now)`)]);
    const [equal, output] = await command('verify', '--ndjson', file, '--at', at(HOUR));
    expect([equal, output]).toEqual([0, expect.stringContaining(`✓ ${usersAt(HOUR)} rows, equal`)]);
  });
});

describe('in the folder of containers whose world is still', () => {
  const still = { ...truth, world: 'still', records: 7 };

  it('playground truth works out what they hold', async () => {
    const [code, output] = await inFolderOf(endpoints, still, 'truth', 'people');
    expect([code, output.trimEnd().split('\n').length]).toEqual([0, 7]);
    const users = new World(createDataset(still), { databasePeople: still.postgresRows }).table(
      'public.users',
    );
    const [, list] = await inFolderOf(endpoints, still, 'truth', '--json');
    const { tables } = JSON.parse(list) as { tables: readonly { name: string; rows: number }[] };
    expect(tables.find(({ name }) => name === 'public.users')?.rows).toBe(users.seenAt(still.anchor).size);
  });

  it('playground reset asks each service in its own protocol', async () => {
    const [code, output] = await inFolderOf(endpoints, still, 'reset');
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^api reset in \d+ ms\npostgres reset in \d+ ms\ns3 reset in \d+ ms\n$/),
    ]);
    expect((await held.ask('clock')).body).toMatchObject({ now: at(HOUR) });
  });
});
