import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { resetPostgres } from '../../../services/postgres-seed/reset.ts';
import { keepSnapshot, restoreSnapshot } from '../../../services/postgres-seed/snapshots.ts';
import { expected, expectWorld, held, type LivingPostgres, shareLivingPostgres } from './living-postgres.ts';
import { connected, rowsOf, startTemporaryPostgres } from './with-postgres.ts';

const HOUR = 3_600_000;

let postgres: LivingPostgres;
shareLivingPostgres((started) => {
  postgres = started;
});

const asked = (sql: string): Promise<Array<Record<string, unknown>>> => rowsOf(postgres.endpoints, sql);

describe('what clients meet', () => {
  it('triggers run, with the rights of no superuser', async () => {
    await asked(`
      CREATE TABLE heard (operation TEXT, is_superuser TEXT, lock_timeout TEXT);
      CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO public.heard VALUES (TG_OP, current_setting('is_superuser'), current_setting('lock_timeout'));
        RETURN NULL;
      END $$;
      CREATE TRIGGER hear AFTER INSERT OR UPDATE OR DELETE ON people FOR EACH ROW EXECUTE FUNCTION hear()`);
    const before = postgres.clock.now();
    await postgres.clock.advance(HOUR);
    const [, people] = postgres.tables;
    const changes = [...(people?.changes(before, postgres.clock.now()) ?? [])];
    expect(await asked('SELECT lower(operation) AS kind FROM heard')).toEqual(
      changes.map(({ kind }) => ({ kind })),
    );
    expect(await asked('SELECT DISTINCT is_superuser, lock_timeout FROM heard')).toEqual([
      { is_superuser: 'off', lock_timeout: '30s' },
    ]);
  });

  it('nobody can log in as who does it, with a password that a trigger has set', async () => {
    await asked(`
      CREATE FUNCTION take() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('ALTER ROLE %I PASSWORD %L', current_user, 'mine');
        EXECUTE format('ALTER ROLE %I SET search_path = nowhere', current_user);
        RETURN NULL;
      END $$;
      CREATE TRIGGER take AFTER UPDATE ON people FOR EACH ROW EXECUTE FUNCTION take()`);
    await postgres.clock.advance(HOUR);
    const login = { user: 'playground_clock', password: 'mine' };
    await expect(rowsOf(postgres.endpoints, 'SELECT 1', login)).rejects.toThrow(
      'role "playground_clock" is not permitted to log in',
    );
    await postgres.service.reset();
    await postgres.clock.advance(HOUR);
    await expectWorld(postgres);
  });

  it.each(['owner', 'reader'] as const)(
    'the %s reads what time it is, and cannot change it',
    async (role) => {
      const { endpoints, clock } = postgres;
      const now = 'SELECT playground.now() AS now';
      expect(await rowsOf(endpoints, now, endpoints[role])).toEqual([{ now: new Date(clock.now()) }]);
      await clock.advance(HOUR + 1);
      expect(await rowsOf(endpoints, now, endpoints[role])).toEqual([{ now: new Date(clock.now()) }]);
      for (const change of ['DELETE FROM playground.clock', 'DROP SCHEMA playground CASCADE'])
        await expect(rowsOf(endpoints, change, endpoints[role])).rejects.toThrow(
          /permission denied|must be owner/,
        );
    },
  );

  it.each([
    ['at the start', async () => undefined],
    ['after a reset', () => resetPostgres(postgres.endpoints)],
    [
      'after a snapshot',
      async () => {
        await keepSnapshot(postgres.endpoints);
        await restoreSnapshot(postgres.endpoints);
      },
    ],
  ])('a table without a schema is in public, %s', async (_when, work) => {
    await work();
    await asked('CREATE TABLE mine (id SERIAL)');
    expect(await asked("SELECT to_regclass('public.mine') IS NOT NULL AS is_public")).toEqual([
      { is_public: true },
    ]);
  });

  it('rows that a client inserts do not get the key of one to come', async () => {
    await asked("INSERT INTO users (name, email) VALUES ('Mine', 'mine@example.com')");
    await postgres.clock.advance(48 * HOUR);
    expect(await asked("SELECT id FROM users WHERE name = 'Mine'")).toEqual([{ id: 2_000_000_001 }]);
  });

  it('nothing of it is in the journal', async () => {
    await postgres.clock.advance(HOUR);
    await postgres.service.settle();
    expect(postgres.journal.entries()).toEqual([]);
  });
});

it('what a client has locked is waited for', async () => {
  const { endpoints, clock } = postgres;
  await connected(endpoints, async (client) => {
    await client.query('BEGIN; LOCK TABLE people');
    const advanced = clock.advance(HOUR);
    await waitUntil('the lock to be waited for', async () => {
      const waiting = "usename = 'playground_clock' AND wait_event_type = 'Lock'";
      return (await asked(`SELECT FROM pg_stat_activity WHERE ${waiting}`)).length > 0;
    });
    await client.query('COMMIT');
    await advanced;
  });
  await expectWorld(postgres);
});

it('rows that a client deleted are counted, and the rest goes on', async () => {
  const { clock, tables, endpoints } = postgres;
  const before = clock.now();
  await asked('DELETE FROM people');
  await clock.advance(HOUR);
  const [users, people] = tables;
  if (!users || !people) throw new Error('There are such tables.');
  expect(await held(endpoints, users.name)).toEqual(expected(users, clock.now()));
  const inserted = [...people.changes(before, clock.now())].filter(({ kind }) => kind === 'insert');
  const left = await asked('SELECT id FROM people');
  expect(left.length).toBeGreaterThan(0);
  expect(postgres.events).toContainEqual([
    'rows_missing',
    expect.objectContaining({ rows: expect.any(Number) }),
  ]);
  expect(inserted.map(({ row }) => row.values['id'])).toEqual(
    expect.arrayContaining(left.map(({ id }) => id)),
  );
});

it('a world that is still has nothing of it', async () => {
  const still = await startTemporaryPostgres();
  try {
    expect(
      await rowsOf(
        still.endpoints,
        `SELECT to_regnamespace('playground') AS schema, to_regclass('purchases') AS table,
           to_regrole('playground_clock') AS role, current_setting('search_path') AS path`,
      ),
    ).toEqual([{ schema: null, table: null, role: null, path: '"$user", public' }]);
  } finally {
    await still.stop();
  }
});
