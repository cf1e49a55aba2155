import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connected, rowsOf, startTemporaryPostgres, type TemporaryPostgres } from './with-postgres.ts';

let postgres: TemporaryPostgres;

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
});

afterAll(() => postgres.stop());

const DENIED = '42501';

describe('the roles', () => {
  it.each([
    ['reader', 'INSERT INTO users (name, email) VALUES (1, 1)'],
    ['reader', 'UPDATE people SET name = name'],
    ['reader', 'DELETE FROM iot.alerts'],
    ['reader', 'DROP TABLE sample_table'],
    ['reader', 'CREATE TABLE mine (id INT)'],
    ['reader', 'CREATE SCHEMA mine'],
    ['reader', "SELECT pg_create_logical_replication_slot('mine', 'test_decoding')"],
    ['reader', 'SELECT playground_kept.bring_back()'],
    ['owner', 'SELECT playground_kept.bring_back()'],
    ['owner', 'CREATE TABLE playground_kept.mine (id INT)'],
    ['owner', 'DROP EVENT TRIGGER playground_kept'],
    ['owner', 'CREATE DATABASE mine'],
    ['owner', 'CREATE ROLE mine'],
    ['owner', "SELECT pg_read_file('postgresql.conf')"],
    ['owner', "COPY users TO PROGRAM 'true'"],
    ['admin', 'SELECT * FROM users'],
    ['admin', 'CREATE ROLE mine'],
  ] as const)('keep the %s from: %s', async (role, sql) => {
    const { endpoints } = postgres;
    await expect(rowsOf(endpoints, sql, endpoints[role])).rejects.toMatchObject({ code: DENIED });
  });

  it.each([
    ['reader', 'SELECT * FROM tickit.event LIMIT 1'],
    ['reader', 'SELECT * FROM people LIMIT 1'],
    ['owner', 'CREATE TABLE mine (id INT); INSERT INTO mine VALUES (1); TABLE mine'],
    ['owner', 'CREATE SCHEMA mine; DROP SCHEMA mine'],
    ['owner', 'ALTER TABLE users ADD COLUMN nickname TEXT; ALTER TABLE users DROP COLUMN nickname'],
  ] as const)('let the %s: %s', async (role, sql) => {
    const { endpoints } = postgres;
    await rowsOf(endpoints, sql, endpoints[role]);
  });

  it('show the reader primary keys in the information schema, also of tables made later', async () => {
    const { endpoints } = postgres;
    await rowsOf(endpoints, 'CREATE TABLE later (id INT PRIMARY KEY)');
    const keys = await rowsOf(
      endpoints,
      "SELECT table_name FROM information_schema.table_constraints WHERE constraint_type = 'PRIMARY KEY' AND table_name IN ('users', 'event', 'later') ORDER BY 1",
      endpoints.reader,
    );
    expect(keys.map(({ table_name }) => table_name)).toEqual(['event', 'later', 'users', 'users']);
  });

  it('show the reader what others do', async () => {
    const { endpoints } = postgres;
    const seen = await connected(endpoints, async (owner) => {
      await owner.query("SELECT 'something to see'");
      return rowsOf(
        endpoints,
        "SELECT query FROM pg_stat_activity WHERE query_start > '1990-01-01T00:00:00Z' AND usename = 'playground'",
        endpoints.reader,
      );
    });
    expect(seen).toEqual([{ query: "SELECT 'something to see'" }]);
  });

  it('have passwords that matter, and no way in for the superuser', async () => {
    const { endpoints } = postgres;
    const wrong = { ...endpoints.owner, password: 'wrong' };
    await expect(rowsOf(endpoints, 'SELECT 1', wrong)).rejects.toMatchObject({ code: '28P01' });
    const superuser = { user: 'postgres', password: 'postgres' };
    await expect(rowsOf(endpoints, 'SELECT 1', superuser)).rejects.toMatchObject({ code: '28P01' });
  });
});
