import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { WorldClock } from '../../../core/world-clock.ts';
import { resetPostgres } from '../../../services/postgres-seed/reset.ts';
import { keepSnapshot, restoreSnapshot } from '../../../services/postgres-seed/snapshots.ts';
import { expected, held, type LivingPostgres, startLivingPostgres } from './living-postgres.ts';
import { connected, rowsOf, startTemporaryPostgres, temporaryFolder } from './with-postgres.ts';

const HOUR = 3_600_000;

let postgres: LivingPostgres;
beforeAll(async () => {
  postgres = await startLivingPostgres();
});
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
});
// The clock goes on from test to test; the database comes back from whatever was done to it.
afterEach(() => postgres.service.reset());

const asked = (sql: string): Promise<Array<Record<string, unknown>>> => rowsOf(postgres.endpoints, sql);

async function expectWorld({ endpoints, tables, clock } = postgres): Promise<void> {
  for (const table of tables) expect(await held(endpoints, table.name)).toEqual(expected(table, clock.now()));
}

describe('what clients meet', () => {
  it('triggers run, with the rights of no superuser', async () => {
    await asked(`
      CREATE TABLE heard (operation TEXT, is_superuser TEXT);
      CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO public.heard VALUES (TG_OP, current_setting('is_superuser'));
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
    expect(await asked('SELECT DISTINCT is_superuser FROM heard')).toEqual([{ is_superuser: 'off' }]);
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
    await expectWorld();
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

describe('an advance that fails', () => {
  const REFUSE = `
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.id % 7 = 0 THEN RAISE EXCEPTION 'not this one'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON public.people FOR EACH ROW EXECUTE FUNCTION refuse()`;

  it.each([
    ['a trigger', REFUSE, 'DROP TRIGGER refuse ON people', /not this one.*UPDATE public\.people SET/],
    [
      'a column that is gone',
      'ALTER TABLE purchases RENAME status TO state',
      'ALTER TABLE purchases RENAME state TO status',
      /column "status" of relation "purchases" does not exist.*(INSERT INTO|UPDATE) public\.purchases/,
    ],
    [
      'a table that is gone',
      'ALTER TABLE users RENAME TO others',
      'ALTER TABLE others RENAME TO users',
      /relation "public\.users" does not exist.*public\.users/,
    ],
  ])(
    'because of %s names the statement, and goes on when it is mended',
    async (_what, spoil, mend, message) => {
      const { clock } = postgres;
      const before = clock.now();
      await asked(spoil);
      const failed = await clock.advance(12 * HOUR).catch((error: unknown) => error);
      expect(failed).toMatchObject({ code: 'ERR_SERVICE_FAILED', message: expect.stringMatching(message) });
      expect(clock.now()).toBe(before);
      await asked(mend);
      await clock.advance(12 * HOUR);
      await expectWorld();
    },
  );

  it('because others locked what they need is tried again by itself', async () => {
    await asked(`
      CREATE SEQUENCE tries;
      CREATE FUNCTION lock() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('public.tries') IN (3, 4, 9) THEN RAISE deadlock_detected; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER lock BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION lock();`);
    await postgres.clock.advance(6 * HOUR);
    await expectWorld();
  });

  it('because the session is ended goes on in another', async () => {
    await postgres.clock.advance(HOUR);
    await connected(
      { ...postgres.endpoints, database: 'playground_control' },
      (client) => client.query('SELECT control.end_sessions()'),
      postgres.endpoints.admin,
    );
    await postgres.clock.advance(HOUR);
    await expectWorld();
  });
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
  expect(inserted.map(({ row }) => row.values['id'])).toEqual(
    expect.arrayContaining(left.map(({ id }) => id)),
  );
});

describe('a database that begins again', () => {
  it('is where the clock is after a reset of the service', async () => {
    await postgres.clock.advance(HOUR);
    await asked('DELETE FROM users');
    await postgres.service.reset();
    await expectWorld();
  });

  it('is at the start after a reset over the wire, and comes back with the next advance', async () => {
    const { clock, endpoints, tables, start } = postgres;
    await clock.advance(HOUR);
    await resetPostgres(endpoints);
    for (const table of tables) expect(await held(endpoints, table.name)).toEqual(expected(table, start));
    await clock.advance(0);
    await expectWorld();
  });

  it.each([
    ['goes on with a clock that does', (clock: WorldClock) => clock, true],
    ['is put back with a clock that begins again', (_: WorldClock, start: number) => clockAt(start), false],
    [
      'catches up with a clock that is ahead',
      (_: WorldClock, start: number) => clockAt(start + 5 * HOUR),
      true,
    ],
  ])('%s, when it is started on the same files', async (_what, next, isKept) => {
    const directory = await temporaryFolder();
    const first = await startLivingPostgres({ directory });
    await first.clock.advance(HOUR);
    await rowsOf(first.endpoints, 'CREATE TABLE mine (id INT)');
    await first[Symbol.asyncDispose]();
    await using second = await startLivingPostgres({ directory, clock: next(first.clock, first.start) });
    await expectWorld(second);
    expect(await rowsOf(second.endpoints, "SELECT to_regclass('mine') IS NOT NULL AS is_kept")).toEqual([
      { is_kept: isKept },
    ]);
  });

  function clockAt(start: number): WorldClock {
    return new WorldClock({ start, rate: 0 });
  }
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
