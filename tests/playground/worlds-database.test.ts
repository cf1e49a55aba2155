import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground, type PlaygroundWorld } from 'connector-playground';
import pg from 'pg';
import { resetPostgres } from '../../services/postgres-seed/reset.ts';
import { keepSnapshot } from '../../services/postgres-seed/snapshots.ts';
import { logIn } from '../services/bastion/ssh-client.ts';
import { rowsOf } from '../services/postgres-seed/with-postgres.ts';
import { clientThrough } from './client-through.ts';
import { DOORS } from './database-doors.ts';

const SERVICES = ['api', 'postgres', 'bastion', 'key-vault', 'gateway', 'redshift'] as const;
type Sources = (typeof SERVICES)[number];
const HOUR = 3_600_000;

let playground: Playground<Sources>;
let living: PlaygroundWorld<Sources>;
let same: PlaygroundWorld<'postgres'>;
beforeAll(async () => {
  playground = await createPlayground({ services: SERVICES, records: 60, postgresRows: 60 });
  living = await playground.world('living-1', { world: 'living', seed: 7 });
  same = await playground.world('same', { services: ['postgres'] });
}, 120_000);
afterAll(async () => {
  await playground?.stop();
});

const databasesOf = async ({ endpoints }: Pick<Playground<'postgres'>, 'endpoints'>): Promise<unknown[]> =>
  (await rowsOf(endpoints.postgres, 'SELECT datname FROM pg_database ORDER BY 1')).map(
    ({ datname }) => datname,
  );

describe.each(Object.keys(DOORS))(
  'a living world beside a still one, asked by the protocol of %s',
  (door) => {
    it.each([0, HOUR, 24 * HOUR])('has what is true in it %d ms later', async (ms) => {
      await living.clock.advance(ms);
      const view = living.truth.table('public.users').seenAt(living.clock.now().getTime());
      expect(await DOORS[door]?.(living, 'SELECT * FROM public.users ORDER BY id')).toEqual(
        view.rows(0, view.size).map(({ values }) => values),
      );
    });
  },
);

it('the database of a world is its own, with users of its own', async () => {
  const { database, owner, reader, port } = living.endpoints.postgres;
  expect({ database, owner: owner.user, reader: reader.user }).toEqual({
    ...{ database: 'living-1', owner: 'living-1', reader: 'living-1_reader' },
  });
  expect(port).not.toBe(playground.endpoints.postgres.port);
  await rowsOf(same.endpoints.postgres, 'DELETE FROM public.users');
  await rowsOf(same.endpoints.postgres, 'DROP TABLE public.sample_table');
  const count = 'SELECT count(*)::int FROM public.users';
  const kept =
    "SELECT count(*)::int, min(tableowner) AS owner FROM public.sample_table, pg_tables t WHERE t.tablename = 'sample_table'";
  expect(await rowsOf(same.endpoints.postgres, count)).toEqual([{ count: 0 }]);
  expect(await rowsOf(same.endpoints.postgres, kept)).toEqual([{ count: 6, owner: 'same' }]);
  expect(await rowsOf(playground.endpoints.postgres, count)).not.toEqual([{ count: 0 }]);
});

it.each(['living-1', 'same', 'playground'])(
  'nobody of another world comes into the database %s',
  async (database) => {
    for (const { endpoints } of [playground, living, same]) {
      const { host, port, owner, database: own } = endpoints.postgres;
      if (own === database || database === 'playground') continue;
      const client = new pg.Client({ host, port, database, ...owner });
      await expect(client.connect()).rejects.toMatchObject({ code: '42501' });
    }
  },
);

it('the reader of a world reads and writes nothing', async () => {
  const { host, port, database, reader } = same.endpoints.postgres;
  const client = new pg.Client({ host, port, database, ...reader });
  await client.connect();
  await expect(client.query('SELECT FROM public.people LIMIT 1')).resolves.toMatchObject({ rowCount: 1 });
  await expect(client.query('DELETE FROM public.people')).rejects.toMatchObject({ code: '42501' });
  await expect(client.query('CREATE TABLE public.mine ()')).rejects.toMatchObject({ code: '42501' });
  await client.end();
});

it('the server of the playground leads to the database of a world by its name', async () => {
  const { host, port } = playground.endpoints.postgres;
  const { database, owner } = same.endpoints.postgres;
  const client = new pg.Client({ host, port, database, ...owner });
  await client.connect();
  expect((await client.query('SELECT current_database() AS name')).rows).toEqual([{ name: 'same' }]);
  await client.end();
});

it('a tunnel through the bastion of a world leads to its database', async () => {
  using ssh = await logIn(living.endpoints.bastion);
  const client = clientThrough(await ssh.openTunnel('postgres', 5432), living.endpoints.postgres);
  await client.connect();
  expect((await client.query('SELECT current_database() AS name')).rows).toEqual([{ name: 'living-1' }]);
  await client.end();
});

it('the journal of a world has the statements of its clients, and no other has', async () => {
  const statementsIn = async (world: Pick<Playground, 'controlUrl'>): Promise<string[]> => {
    const response = await fetch(`${world.controlUrl}/_playground/journal?service=postgres`);
    const { entries } = (await response.json()) as { entries: { operation: string; target: string }[] };
    return entries.filter(({ operation }) => operation === 'query').map(({ target }) => target);
  };
  await rowsOf(living.endpoints.postgres, "SELECT 'only in one'");
  expect(await statementsIn(living)).toContain("SELECT 'only in one'");
  expect(await statementsIn(same)).not.toContain("SELECT 'only in one'");
  expect(await statementsIn(playground)).not.toContain("SELECT 'only in one'");
});

it('a reset of a world brings its database back and leaves the sessions of others alone', async () => {
  const other = new pg.Client({ connectionString: playground.endpoints.postgres.url });
  await other.connect();
  await rowsOf(same.endpoints.postgres, 'DROP TABLE public.users');
  await living.clock.advance('1h');
  await living.reset();
  await same.reset();
  expect(living.clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'));
  const view = living.truth.table('public.users').seenAt(living.clock.now().getTime());
  expect(await rowsOf(living.endpoints.postgres, 'SELECT count(*)::int FROM public.users')).toEqual([
    { count: view.size },
  ]);
  expect(await rowsOf(same.endpoints.postgres, 'SELECT count(*)::int > 0 AS back FROM public.users')).toEqual(
    [{ back: true }],
  );
  expect((await other.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await other.end();
});

it('a reset of the playground leaves a world as it is', async () => {
  await rowsOf(same.endpoints.postgres, 'CREATE TABLE public.mine ()');
  await playground.reset();
  await rowsOf(same.endpoints.postgres, 'SELECT FROM public.mine');
});

it.each([
  ['a reset over the wire', resetPostgres],
  ['a snapshot', keepSnapshot],
])('%s is refused, because the world does that itself', async (_, act) => {
  await expect(act(same.endpoints.postgres)).rejects.toMatchObject({
    code: 'ERR_BAD_OPTION',
    message: expect.stringContaining("The database 'same' is that of a further world"),
  });
});

it('nothing is left in the server when a world is deleted, whatever its clients did', async () => {
  const world = await playground.world('gone', { services: ['postgres'] });
  const { host, port, database, owner } = world.endpoints.postgres;
  const client = new pg.Client({ host, port, database, ...owner });
  client.on('error', () => undefined);
  await client.connect();
  await client.query("SELECT pg_create_logical_replication_slot('left', 'pgoutput')");
  await client.query('ALTER ROLE gone SET work_mem = 1024');
  await client.query('BEGIN');
  await world.delete();
  await expect(client.query('SELECT 1')).rejects.toBeDefined();
  expect(await databasesOf(playground)).not.toContain('gone');
  const left = `SELECT rolname FROM pg_roles WHERE rolname LIKE 'gone%' UNION ALL SELECT slot_name FROM pg_replication_slots`;
  expect(await rowsOf(playground.endpoints.postgres, left)).toEqual([]);
  await expect(new pg.Client({ host, port, database, ...owner }).connect()).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

it('a world cannot have a database where the playground has none', async () => {
  await using small = await createPlayground({ services: ['api'] });
  await expect(small.world('w1', { services: ['postgres'] })).rejects.toMatchObject({
    code: 'ERR_BAD_OPTION',
    message: expect.stringContaining("Start the playground with 'postgres' among its services"),
  });
});
