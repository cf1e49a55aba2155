import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import type { Destination, Found } from '../../../verify/destination.ts';
import { openDestination } from '../../../verify/destinations/open-destination.ts';
import {
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '../../services/postgres-seed/with-postgres.ts';
import { contentOf, rowsOf } from './rows-of.ts';

// A server starts and seeds first.
jest.setTimeout(120_000);

let postgres: TemporaryPostgres;
let database: pg.Client;
let uri: string;

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  uri = postgres.endpoints.url;
  database = new pg.Client({ connectionString: uri });
  await database.connect();
});

afterAll(async () => {
  await database?.end();
  await postgres?.stop();
});

const open = () => openDestination({ kind: 'postgres', place: uri });

async function tableOf(destination: Destination, name: string) {
  const table = (await destination.tables()).find((one) => one.name === name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
}

/** A type, a value in SQL, and what it is here. */
const VALUES: readonly [type: string, sql: string, found: Found][] = [
  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['smallint', '-32768', -32768],
  ['integer', '2147483647', 2147483647],
  ['bigint', '9007199254740991', 9007199254740991],
  ['bigint', '9007199254740993', 9007199254740993n],
  ['bigint', '-9223372036854775808', -9223372036854775808n],
  ['real', '19.99', 19.989999771118164],
  ['double precision', '19.99', 19.99],
  ['double precision', '1e-320', 1e-320],
  ['double precision', "'NaN'", Number.NaN],
  ['double precision', "'-Infinity'", -Infinity],
  ['numeric(18,4)', '1.5', '1.5000'],
  ['numeric', '1234567890123456789.0123456789', '1234567890123456789.0123456789'],
  ['numeric', "'NaN'", 'NaN'],
  ['text', "''", ''],
  ['text', `E'a,b\\n"c"\\\\N'`, 'a,b\n"c"\\N'],
  ['character varying(10)', "'é😀'", 'é😀'],
  ['date', "'2026-01-31'", '2026-01-31'],
  ['date', "'infinity'", 'infinity'],
  ['timestamp without time zone', "'2026-01-31 01:02:03.123456'", '2026-01-31T01:02:03.123456'],
  ['timestamp(3) without time zone', "'2026-01-31 01:02:03.120'", '2026-01-31T01:02:03.12'],
  ['timestamp without time zone', "'0044-03-15 01:00:00 BC'", '0044-03-15 01:00:00 BC'],
  ['timestamp with time zone', "'2026-01-31 01:02:03.123456+02'", '2026-01-30T23:02:03.123456Z'],
  ['timestamp with time zone', "'2026-07-31 01:02:03-07'", '2026-07-31T08:02:03Z'],
  ['timestamp with time zone', "'0044-03-15 01:00:00+00 BC'", '0044-03-15 01:00:00+00 BC'],
  ['timestamp with time zone', "'-infinity'", '-infinity'],
  ['time without time zone', "'01:02:03.5'", '01:02:03.5'],
  ['interval', "'1 day 2 hours'", 'P1DT2H'],
  ['bytea', "'\\x00ff6162'", Buffer.from('\0\xffab', 'latin1')],
  ['bytea', "''", Buffer.alloc(0)],
  ['jsonb', `'{"a": [1, 9007199254740993]}'`, '{"a": [1, 9007199254740993]}'],
  ['json', `'{"a":1.10}'`, '{"a":1.10}'],
  ['uuid', "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ['integer[]', "'{1,2,NULL}'", '{1,2,NULL}'],
  ['timestamp without time zone[]', "'{2026-01-31 00:00:00}'", '{"2026-01-31 00:00:00"}'],
];

describe('a database of PostgreSQL', () => {
  describe('gives', () => {
    let types: (string | undefined)[][];
    let rows: Record<string, Found[][]>;

    beforeAll(async () => {
      const tables = VALUES.map(
        ([type, sql], index) =>
          `CREATE TABLE types.t${index} (a ${type}, b ${type}); INSERT INTO types.t${index} VALUES (${sql}, NULL), (NULL, ${sql})`,
      );
      // Whatever the database says by default, the values are the same.
      await database.query(`CREATE SCHEMA types; ${tables.join(';')}`);
      await database.query(`
        ALTER ROLE CURRENT_USER SET TimeZone = 'America/Los_Angeles';
        ALTER ROLE CURRENT_USER SET DateStyle = 'German';
        ALTER ROLE CURRENT_USER SET extra_float_digits = -5;
        ALTER ROLE CURRENT_USER SET bytea_output = 'escape'`);
      await using destination = await open();
      const found = new Map((await destination.tables()).map((table) => [table.name, table]));
      types = VALUES.map((_, index) => found.get(`types.t${index}`)?.columns.map(({ type }) => type) ?? []);
      rows = await contentOf(destination);
      await database.query('ALTER ROLE CURRENT_USER RESET ALL');
    });

    it.each(VALUES.map((value, index) => [...value, index] as const))(
      '%s %s as %p',
      (type, _sql, found, index) => {
        expect(types[index]).toEqual([type, type]);
        expect(rows[`types.t${index}`]).toEqual([
          [found, null],
          [null, found],
        ]);
      },
    );
  });

  it('has the tables of its schemas with their keys, partitions in their table', async () => {
    await database.query(`
      CREATE SCHEMA names;
      CREATE TABLE names."we""ird, name" ("First one" integer, dropped integer, second bigint, PRIMARY KEY (second, "First one"));
      ALTER TABLE names."we""ird, name" DROP COLUMN dropped;
      INSERT INTO names."we""ird, name" VALUES (1, 2);
      CREATE TABLE names.parted (id integer) PARTITION BY RANGE (id);
      CREATE TABLE names.parted_1 PARTITION OF names.parted FOR VALUES FROM (0) TO (10);
      INSERT INTO names.parted VALUES (7);
      CREATE TABLE names.columnless ();
      INSERT INTO names.columnless DEFAULT VALUES;
      CREATE VIEW names.view AS SELECT 1 AS a`);
    await using destination = await open();
    const all = await destination.tables();
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['public.users']));
    expect(all.filter(({ name }) => /^(pg_|information_schema)/.test(name))).toEqual([]);
    const tables = all.filter(({ name }) => name.startsWith('names.'));
    expect(tables.map(({ name, key }) => [name, key])).toEqual([
      ['names.columnless', []],
      ['names.parted', []],
      ['names.we"ird, name', ['second', 'First one']],
    ]);
    expect(await Promise.all(tables.map((table) => table.count()))).toEqual([1, 1, 1]);
    expect(await Promise.all(tables.map(rowsOf))).toEqual([[[]], [[7]], [[1, 2]]]);
  });

  it('gives the rows of one moment, many or none', async () => {
    await database.query(`
      CREATE SCHEMA moments;
      CREATE TABLE moments.many AS SELECT generate_series(1, 10000) AS id;
      CREATE TABLE moments.none (id integer)`);
    await using destination = await open();
    const [many, none] = await Promise.all(
      ['moments.many', 'moments.none'].map((name) => tableOf(destination, name)),
    );
    await database.query('DELETE FROM moments.many WHERE id > 10; INSERT INTO moments.none VALUES (1)');
    const batches: number[] = [];
    for await (const rows of many?.batches() ?? []) batches.push(rows.length);
    expect(batches).toEqual([5000, 5000]);
    expect(await many?.count()).toBe(10_000);
    expect(await none?.count()).toBe(0);
    expect(none && (await rowsOf(none))).toEqual([]);
  });

  it('can be left after the first rows', async () => {
    await database.query(
      'CREATE SCHEMA left_early; CREATE TABLE left_early.t AS SELECT generate_series(1, 20000) AS id',
    );
    await using destination = await open();
    const table = await tableOf(destination, 'left_early.t');
    for await (const rows of table.batches()) {
      expect(rows[0]).toEqual([1]);
      break;
    }
    expect(await table.count()).toBe(20_000);
  });

  it('is named without its password', async () => {
    await using destination = await open();
    const { host, port, database: name, owner } = postgres.endpoints;
    expect(destination.name).toBe(`postgresql://${owner.user}@${host}:${port}/${name}`);
  });

  it.each([
    ['people', 'ERR_BAD_OPTION', 'This is no URI of a PostgreSQL database: it has another form.'],
    [
      'mysql://u:p@127.0.0.1/d',
      'ERR_BAD_OPTION',
      'This is no URI of a PostgreSQL database: it begins with mysql:.',
    ],
  ])('%s is refused', async (place, code, said) => {
    await expect(openDestination({ kind: 'postgres', place })).rejects.toMatchObject({
      code,
      message: `${said} Write postgresql://user:password@host:port/database.`,
    });
  });

  it.each<readonly [what: string, changed: () => Promise<Partial<URL>> | Partial<URL>, said: RegExp]>([
    ['a wrong password', () => ({ password: 'wrong' }), /password authentication failed/],
    ['a database that is not there', () => ({ pathname: '/nowhere' }), /"nowhere" does not exist/],
    ['a port where nothing listens', async () => ({ port: await freePort() }), /ECONNREFUSED/],
  ])('%s is said', async (_, changed, said) => {
    const url = Object.assign(new URL(uri), await changed());
    const error = await openDestination({ kind: 'postgres', place: url.href }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'ERR_CANNOT_COMPARE', message: expect.stringMatching(said) });
    expect((error as Error).message).not.toContain(`:${url.password}@`);
  });
});

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}
