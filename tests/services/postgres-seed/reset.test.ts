import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import { resetPostgres } from '../../../services/postgres-seed/reset.ts';
import {
  connected,
  rowsOf,
  startTemporaryPostgres,
  type TemporaryPostgres,
  temporaryFolder,
} from './with-postgres.ts';

let postgres: TemporaryPostgres;

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
});

afterAll(() => postgres.stop());

describe('a reset', () => {
  it.each([
    ['deleted rows', 'DELETE FROM users', 'SELECT count(*)::int FROM users'],
    ['dropped tables', 'DROP TABLE people', 'SELECT count(*)::int FROM people'],
    ['new tables', 'CREATE TABLE mine (id INT)', "SELECT to_regclass('mine')"],
    ['dropped schemas', 'DROP SCHEMA tickit CASCADE', 'SELECT count(*)::int FROM tickit.event'],
    ['the sequence', "SELECT nextval('users_id_seq')", 'SELECT last_value FROM users_id_seq'],
  ])('undoes %s', async (_what, change, read) => {
    const { endpoints } = postgres;
    const before = await rowsOf(endpoints, read);
    await rowsOf(endpoints, change);
    await resetPostgres(endpoints);
    expect(await rowsOf(endpoints, read)).toEqual(before);
  });

  it('ends the sessions of others, which may connect again at once', async () => {
    const { endpoints } = postgres;
    const { host, port, database, owner } = endpoints;
    const client = new pg.Client({ host, port, database, ...owner });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE users');
    const lost = once(client, 'error');
    // It says so twice: when the server ends the session, and when the connection closes.
    client.on('error', () => undefined);
    await resetPostgres(endpoints);
    expect((await lost)[0]).toMatchObject({ code: '57P01' });
    expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM users')).toEqual([{ rows: 200 }]);
  });

  it('drops replication slots', async () => {
    const { endpoints } = postgres;
    await rowsOf(endpoints, "SELECT pg_create_logical_replication_slot('left_behind', 'test_decoding')");
    await resetPostgres(endpoints);
    expect(await rowsOf(endpoints, 'SELECT slot_name FROM pg_replication_slots')).toEqual([]);
  });

  it('brings back what comes back by itself: dropped tables of the examples', async () => {
    const { endpoints } = postgres;
    await resetPostgres(endpoints);
    await rowsOf(endpoints, 'DROP TABLE sample_table');
    expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM sample_table')).toEqual([{ rows: 6 }]);
  });

  it('may be asked for by several at once', async () => {
    const { endpoints } = postgres;
    await rowsOf(endpoints, 'DELETE FROM users');
    await Promise.all([1, 2, 3].map(() => resetPostgres(endpoints)));
    expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM users')).toEqual([{ rows: 200 }]);
    const databases = await connected(endpoints, (client) =>
      client.query("SELECT datname FROM pg_database WHERE datname LIKE 'playground%' ORDER BY 1"),
    );
    expect(databases.rows.map(({ datname }) => datname)).toEqual([
      'playground',
      'playground_control',
      'playground_seed',
    ]);
  });
});

it('brings the admin back too, when the service does it that runs the server', async () => {
  const directory = await temporaryFolder();
  const service = embeddedPostgres({ port: 0, directory, rows: 10 });
  try {
    const endpoints = await service.start();
    const inside = { ...endpoints, database: 'playground_control' };
    await rowsOf(inside, "ALTER ROLE playground_admin PASSWORD 'mine'", endpoints.admin);
    await expect(resetPostgres(endpoints)).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringContaining('password authentication failed'),
    });
    await service.reset();
    expect(await rowsOf(inside, 'SELECT 1 AS one', endpoints.admin)).toEqual([{ one: 1 }]);
  } finally {
    await service.stop();
    await rm(directory, { recursive: true, force: true });
  }
});
