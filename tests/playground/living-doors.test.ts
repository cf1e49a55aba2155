import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { waitUntil } from '../../core/wait-until.ts';
import { createDataset, World } from '../../fixtures/index.ts';
import { DOORS, type Doors } from './database-doors.ts';

const HOUR = 3_600_000;
const SIZES = { databasePeople: 60 };

let playground: Doors;
beforeAll(async () => {
  playground = await createPlayground({
    services: ['api', 'postgres', 'redshift', 'gateway'],
    ...{ world: 'living', records: 60, postgresRows: SIZES.databasePeople, defaultPorts: 'any' },
  });
}, 120_000);
afterAll(async () => {
  await playground?.stop();
});

const users = new World(createDataset({ world: 'living', records: 60 }), SIZES).table('public.users');

function usersAt(at: number): unknown[] {
  const view = users.seenAt(at);
  return view.rows(0, view.size).map(({ values }) => values);
}

describe.each(Object.keys(DOORS))('asked by the protocol of %s', (door) => {
  it.each([
    ['before', 0],
    ['an hour later', HOUR],
    ['a day later', 24 * HOUR],
  ])('a table has what the world says, %s', async (_when, ms) => {
    await playground.clock.advance(ms);
    const rows = await DOORS[door]?.(playground, 'SELECT * FROM public.users ORDER BY id');
    expect(rows).toEqual(usersAt(playground.clock.now().getTime()));
  });

  it('the database tells the time of the world', async () => {
    await playground.clock.advance(HOUR);
    const [row] = (await DOORS[door]?.(playground, 'SELECT playground.now() AS now')) ?? [];
    expect(row).toEqual({ now: playground.clock.now().toISOString().replace('.000Z', 'Z') });
  });
});

it('a reset is a new beginning for the database and the clock', async () => {
  await playground.clock.advance(HOUR);
  await playground.reset();
  const { anchor } = createDataset();
  expect(playground.clock.now().getTime()).toBe(anchor);
  expect(await DOORS['Postgres']?.(playground, 'SELECT * FROM public.users ORDER BY id')).toEqual(
    usersAt(anchor),
  );
});

it('the database follows a clock that runs', async () => {
  playground.clock.run(100_000);
  const start = playground.clock.now().getTime();
  await waitUntil('an hour', () => playground.clock.now().getTime() > start + HOUR);
  playground.clock.run(0);
  await playground.clock.advance(0);
  const now = playground.clock.now();
  expect(await DOORS['Postgres']?.(playground, 'SELECT * FROM public.users ORDER BY id')).toEqual(
    usersAt(now.getTime()),
  );
});
