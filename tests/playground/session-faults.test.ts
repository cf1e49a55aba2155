import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground, type PlaygroundWorld } from 'connector-playground';
import { waitUntil } from '../../core/wait-until.ts';
import { logIn } from '../services/bastion/ssh-client.ts';
import { rowsOf } from '../services/postgres-seed/with-postgres.ts';
import { clientThrough } from './client-through.ts';
import { DOORS } from './database-doors.ts';

const SERVICES = ['api', 'postgres', 'bastion', 'key-vault', 'gateway', 'redshift'] as const;
type Sources = (typeof SERVICES)[number];
const SQL = 'SELECT count(*)::int AS count FROM public.users';

let playground: Playground<Sources>;
let world: PlaygroundWorld<Sources>;
beforeAll(async () => {
  playground = await createPlayground({ services: SERVICES, records: 60, postgresRows: 60 });
  world = await playground.world('w1', { world: 'living' });
}, 120_000);
afterAll(async () => {
  await playground?.stop();
});
afterEach(() => {
  world.faults.clear();
});

it('the sessions of a world meet a fault as long as its scope, and those of others none', async () => {
  {
    await using outage = await world.fault({
      on: { sql: SQL },
      do: { sqlstate: '57P01' },
      times: 'always',
    });
    for (let turn = 0; turn < 2; turn += 1)
      await expect(rowsOf(world.endpoints.postgres, SQL)).rejects.toMatchObject({ code: '57P01' });
    expect(await rowsOf(playground.endpoints.postgres, SQL)).toHaveLength(1);
    expect(outage.faults).toMatchObject([{ fired: 2 }]);
  }
  expect(await rowsOf(world.endpoints.postgres, SQL)).toHaveLength(1);
});

it('a fault that happens is in the journal, with the statement once', async () => {
  world.faults.add({ on: { sql: "SELECT 'noted'" }, do: { latency: '1ms' } });
  await rowsOf(world.endpoints.postgres, "SELECT 'noted'");
  const response = await fetch(`${world.controlUrl}/_playground/journal?service=postgres`);
  const { entries } = (await response.json()) as { entries: { target: string }[] };
  expect(entries.filter(({ target }) => target === "SELECT 'noted'")).toMatchObject([
    { operation: 'query', route: 'SELECT', error_code: null, fault: expect.stringContaining('latency') },
  ]);
});

it('the clock of the world moves before a client is told that its answer is over', async () => {
  const before = world.clock.now().getTime();
  world.faults.add({ on: { sql: SQL }, after: { clock: '+1h' } });
  const [early] = await rowsOf(world.endpoints.postgres, SQL);
  expect(world.clock.now().getTime() - before).toBe(3_600_000);
  const { size } = world.truth.table('public.users').seenAt(before);
  expect(early).toEqual({ count: size });
});

it.each([
  { on: { sql: 'SELECT*' }, do: 'reset' },
  { on: { tcp: 'postgres', bytes: '64 KB' }, do: 'cut' },
])('%j is refused for the server itself, with the way out', (fault) => {
  expect(() => playground.faults.add(fault)).toThrow(
    expect.objectContaining({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining('Make a further world'),
    }),
  );
});

it('connections to Redshift are refused, with the way out', () => {
  const fault = { on: { tcp: 'redshift', bytes: '64 KB' }, do: 'reset' };
  expect(() => world.faults.add(fault)).toThrow("read the same tables at PostgreSQL's port");
  expect(world.faults.list()).toEqual([]);
});

it.each(['playground', 'world'])('statements of Redshift meet faults in the %s', async (where) => {
  const home = where === 'world' ? world : playground;
  await using outage = await home.fault({ on: { service: 'redshift', sql: SQL }, do: { sqlstate: '57P01' } });
  await expect(DOORS['Redshift']?.(home, SQL)).rejects.toMatchObject({ code: '57P01' });
  expect(await DOORS['Redshift']?.(home, SQL)).toHaveLength(1);
  expect(outage.faults).toMatchObject([{ fired: 1 }]);
});

describe('while every session of a world is reset', () => {
  it.each(Object.keys(DOORS).filter((door) => door !== 'Postgres'))(
    'what comes through %s is served',
    async (door) => {
      world.faults.add({ on: { tcp: 'postgres' }, do: 'reset', times: 'always' });
      await expect(rowsOf(world.endpoints.postgres, SQL)).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(await DOORS[door]?.(world, 'SELECT id FROM public.users ORDER BY id')).not.toHaveLength(0);
    },
  );
});

it('a world can be deleted while its sessions hang', async () => {
  const other = await playground.world('w2', { services: ['postgres'] });
  other.faults.add({ on: { sql: SQL }, do: 'hang' }, { on: { tcp: 'postgres', bytes: 2000 }, do: 'hang' });
  const asked = [SQL, "SELECT repeat('x', 9000)"].map((sql) =>
    expect(rowsOf(other.endpoints.postgres, sql)).rejects.toThrow('Connection terminated unexpectedly'),
  );
  await waitUntil('both to hang', () => other.faults.list().every(({ fired }) => fired === 1));
  await other.delete();
  await Promise.all(asked);
});

it('what comes through a tunnel of the bastion meets the same', async () => {
  world.faults.add({ on: { sql: SQL }, do: { sqlstate: '40001' } });
  using ssh = await logIn(world.endpoints.bastion);
  const client = clientThrough(await ssh.openTunnel('postgres', 5432), world.endpoints.postgres);
  await client.connect();
  await expect(client.query(SQL)).rejects.toMatchObject({ code: '40001' });
  expect((await client.query(SQL)).rowCount).toBe(1);
  await client.end();
});
