import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { WorldClock } from '../../../core/world-clock.ts';
import { resetPostgres } from '../../../services/postgres-seed/reset.ts';
import { RESET_LOCK } from '../../../services/postgres-seed/reset-lock.ts';
import { decodedFrom } from './decoded.ts';
import {
  expected,
  expectWorld,
  happenings,
  held,
  type LivingPostgres,
  shareLivingPostgres,
  startLivingPostgres,
} from './living-postgres.ts';
import { connected, rowsOf, temporaryFolder } from './with-postgres.ts';

const HOUR = 3_600_000;

let postgres: LivingPostgres;
shareLivingPostgres((started) => {
  postgres = started;
});

const asked = (sql: string): Promise<Array<Record<string, unknown>>> => rowsOf(postgres.endpoints, sql);

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
      await expectWorld(postgres);
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
    await expectWorld(postgres);
  });

  it('because the server is killed goes on when it runs again', async () => {
    await using killed = await startLivingPostgres({ rows: 1000 });
    const { clock, directory, endpoints } = killed;
    await rowsOf(endpoints, "SELECT pg_create_logical_replication_slot('decoded', 'test_decoding')");
    const pid = Number.parseInt(await readFile(join(directory, 'cluster/data/postmaster.pid'), 'utf8'), 10);
    const end = clock.now() + 60 * HOUR;
    let isKilled = false;
    const kill = (done: number): void => {
      if (done === 0 || isKilled) return;
      isKilled = true;
      process.kill(pid, 'SIGKILL');
    };
    await expect(clock.moveTo(end, kill)).rejects.toMatchObject({ code: 'ERR_SERVICE_FAILED' });
    await waitUntil('the server', () =>
      clock.moveTo(end).then(
        () => true,
        () => false,
      ),
    );
    await expectWorld(killed);
    const told = (await decodedFrom(endpoints, 'decoded'))
      .flat()
      .filter(({ table }) => table !== 'playground.clock');
    const happened = [...happenings(killed.tables, killed.start, end).values()].flat();
    expect(told.map(({ table, kind, values }) => [table, kind, values['id']])).toEqual(
      happened.map(([table, { kind, row }]) => [table, kind, row.values['id']]),
    );
  });

  it('because the session is ended goes on in another', async () => {
    await postgres.clock.advance(HOUR);
    await connected(
      { ...postgres.endpoints, database: 'playground_control' },
      (client) => client.query('SELECT control.end_sessions()'),
      postgres.endpoints.admin,
    );
    await postgres.clock.advance(HOUR);
    await expectWorld(postgres);
  });

  it('while a reset is under way goes on in one that has what the reset takes from roles', async () => {
    const ADVISORY = `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    const SESSIONS = `SELECT count(*)::int AS open FROM pg_stat_activity WHERE usename = 'playground_clock'`;
    const { clock, endpoints } = postgres;
    const control = { ...endpoints, database: 'playground_control' };
    await clock.advance(HOUR);
    const advanced = await connected(
      control,
      async (client) => {
        const numberFrom = async (sql: string): Promise<number> =>
          Object.values((await client.query(sql)).rows[0] as Record<string, number>)[0] as number;
        await client.query('SELECT pg_advisory_lock($1)', [RESET_LOCK]);
        await client.query('SELECT control.end_sessions()');
        const advancing = clock.advance(HOUR);
        await waitUntil(
          'the clock to have a session, or to wait for the reset',
          async () => (await numberFrom(ADVISORY)) + (await numberFrom(SESSIONS)) > 0,
        );
        await client.query('SELECT control.restore_roles()');
        return { advancing };
      },
      endpoints.admin,
    );
    await advanced.advancing;
    await clock.advance(HOUR);
    await expectWorld(postgres);
  });
});

describe('a database that begins again', () => {
  it('is where the clock is after a reset of the service', async () => {
    await postgres.clock.advance(HOUR);
    await asked('DELETE FROM users');
    await postgres.service.reset();
    await expectWorld(postgres);
  });

  it('is at the start after a reset over the wire, and comes back with the next advance', async () => {
    const { clock, endpoints, tables, start } = postgres;
    await clock.advance(HOUR);
    await resetPostgres(endpoints);
    for (const table of tables) expect(await held(endpoints, table.name)).toEqual(expected(table, start));
    await clock.advance(0);
    await expectWorld(postgres);
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
