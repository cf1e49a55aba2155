import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import type { PostgresEndpoints } from '../../services/postgres-seed/endpoints.ts';
import { walsender } from '../services/postgres-seed/raw-walsender.ts';
import {
  connected,
  rowsOf,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '../services/postgres-seed/with-postgres.ts';

type Role = 'owner' | 'reader' | 'admin';

const EVERYBODY: readonly Role[] = ['owner', 'reader', 'admin'];
const DENIED = '42501';

/** https://www.postgresql.org/docs/17/protocol-replication.html */
const XLOG_DATA = 0x77;
const XLOG_HEADER_BYTES = 25;
const SEGMENT_BYTES = 16 * 1024 * 1024;

/** A place in the log, as the server writes it: `0/1A2B3C4D`. */
function position(text: string): bigint {
  const [high, low] = text.split('/') as [string, string];
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

let postgres: TemporaryPostgres;
let endpoints: PostgresEndpoints;

beforeAll(async () => {
  postgres = await startTemporaryPostgres({ rows: 10 });
  ({ endpoints } = postgres);
});

afterAll(() => postgres.stop());

/** The error code that a statement ends with; undefined when it is done. */
function refusalOf(role: Role, sql: string): Promise<string | undefined> {
  return rowsOf(endpoints, sql, endpoints[role]).then(
    () => undefined,
    ({ code }) => code,
  );
}

/** What nobody may do. */
const FORBIDDEN: readonly [what: string, sql: string][] = [
  ['read a file of the server', "SELECT pg_read_file('postgresql.conf')"],
  ['read a file as bytes', "SELECT pg_read_binary_file('global/pg_control')"],
  ['list a folder', "SELECT pg_ls_dir('.')"],
  ['look at a file', "SELECT pg_stat_file('postgresql.conf')"],
  ['copy from a file', "CREATE TEMP TABLE f (t text); COPY f FROM '/etc/passwd'"],
  ['copy to a file', "COPY (SELECT 1) TO '/tmp/of-a-client'"],
  ['copy to a program', "COPY (SELECT 1) TO PROGRAM 'true'"],
  ['import a file as a large object', "SELECT lo_import('/etc/passwd')"],
  ['read the verifiers', 'SELECT rolpassword FROM pg_authid'],
  ['read the verifiers by their view', 'SELECT passwd FROM pg_shadow'],
  ['read who may come in', 'SELECT * FROM pg_hba_file_rules'],
  ['read the files of settings', 'SELECT * FROM pg_file_settings'],
  ['set the server up differently', "ALTER SYSTEM SET fsync = 'on'"],
  ['reload the settings', 'SELECT pg_reload_conf()'],
  ['become the superuser', 'SET ROLE postgres'],
  ['be the superuser in a session', 'SET SESSION AUTHORIZATION postgres'],
  ['make a role', 'CREATE ROLE mine'],
  ['make itself a superuser', 'ALTER ROLE CURRENT_USER SUPERUSER'],
  ['give itself a role', 'GRANT pg_read_server_files TO CURRENT_USER'],
  ['change the password of the superuser', "ALTER ROLE postgres PASSWORD 'mine'"],
  ['set something for the superuser', "ALTER ROLE postgres SET search_path = 'mine'"],
  ['make an extension that connects', 'CREATE EXTENSION dblink'],
  ['make an extension that reads files', 'CREATE EXTENSION file_fdw'],
  [
    'make an event trigger',
    'CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  ],
  ['load a library', "LOAD '/tmp/mine.so'"],
  ['publish all tables', 'CREATE PUBLICATION mine FOR ALL TABLES'],
  ['begin a backup', "SELECT pg_backup_start('mine')"],
  ['switch the log', 'SELECT pg_switch_wal()'],
];

describe.each(EVERYBODY)('the %s cannot', (role) => {
  it.each(FORBIDDEN)('%s', async (_what, sql) => {
    // A feature that is refused for its place (an event trigger function, say) is refused as well.
    expect([DENIED, '42P17']).toContain(await refusalOf(role, sql));
  });

  it('connect to a database that no client may reach', async () => {
    const names =
      role === 'admin' ? ['postgres', 'template1'] : ['postgres', 'template1', 'playground_control'];
    for (const database of names) {
      const attempt = connected({ ...endpoints, database }, async () => undefined, endpoints[role]);
      await expect(attempt).rejects.toMatchObject({ code: DENIED });
    }
  });

  it('connect to the seed', async () => {
    const attempt = connected(
      { ...endpoints, database: 'playground_seed' },
      async () => undefined,
      endpoints[role],
    );
    await expect(attempt).rejects.toMatchObject({ code: '55000' });
  });

  it('replicate physically', async () => {
    const attempt = walsender(endpoints, endpoints[role], 'true');
    await expect(attempt).rejects.toMatchObject({ code: '28000' });
  });
});

describe('the reader cannot', () => {
  it.each([
    ['make a large object', 'SELECT lo_create(0)'],
    ['make a large object of bytes', "SELECT lo_from_bytea(0, 'x')"],
    ['make an old large object', 'SELECT lo_creat(-1)'],
    ['write into one', "SELECT lo_put(1, 0, 'x')"],
    ['make a temporary table', 'CREATE TEMP TABLE mine (id INT)'],
    ['make a table by selecting', 'SELECT 1 AS one INTO mine'],
    ['make a view', 'CREATE VIEW mine AS SELECT 1'],
    ['make a function', "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
    ['make a type', "CREATE TYPE mine AS ENUM ('a')"],
    [
      'insert when it turns read-only off',
      "SET default_transaction_read_only = off; INSERT INTO users (name, email) VALUES ('a', 'b')",
    ],
    ['truncate', 'TRUNCATE users'],
    ['lock rows', 'SELECT * FROM users FOR UPDATE'],
    ['lock a table against others', 'BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE'],
    ['count a sequence on', "SELECT nextval('users_id_seq')"],
    ['set a sequence', "SELECT setval('users_id_seq', 1)"],
    ['write into the log', "SELECT pg_logical_emit_message(false, 'mine', 'x')"],
    ['open a logical slot', "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')"],
    ['open a physical slot', "SELECT pg_create_physical_replication_slot('mine')"],
    ['change the password of the owner', "ALTER ROLE playground PASSWORD 'mine'"],
    ['become the owner', 'SET ROLE playground'],
    [
      'end sessions of the owner',
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'playground'",
    ],
    ['drop the publication', 'DROP PUBLICATION dbz_publication'],
    ['change the database', 'ALTER DATABASE playground SET work_mem = 64'],
    ['comment on a table', "COMMENT ON TABLE users IS 'mine'"],
  ])('%s', async (_what, sql) => {
    await connected(endpoints, async () => {
      expect(await refusalOf('reader', sql)).toBe(DENIED);
    });
  });
});

describe('the admin cannot', () => {
  it.each([
    ['read a table', 'SELECT * FROM users'],
    ['copy a table out', 'COPY people TO STDOUT'],
    ['open a logical slot', "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')"],
    ['drop a slot', "SELECT pg_drop_replication_slot('mine')"],
    ['give itself a table', 'ALTER TABLE users OWNER TO playground_admin'],
    ['become the owner', 'SET ROLE playground'],
    ['change the password of the owner', "ALTER ROLE playground PASSWORD 'mine'"],
  ])('%s', async (_what, sql) => {
    expect(await refusalOf('admin', sql)).toBe(DENIED);
  });

  it.each([
    ['read the verifiers that a reset brings back', 'SELECT * FROM control.role'],
    [
      'put another function in the place of one',
      'CREATE OR REPLACE FUNCTION control.shut_out() RETURNS void LANGUAGE sql AS $$ $$',
    ],
    ['make something in the control database', 'CREATE TABLE public.mine (id INT)'],
    ['make something temporary there', 'CREATE TEMP TABLE mine (id INT)'],
  ])('%s', async (_what, sql) => {
    const inside = { ...endpoints, database: 'playground_control' };
    await expect(rowsOf(inside, sql, endpoints.admin)).rejects.toMatchObject({ code: DENIED });
  });

  it.each<[Role]>([['admin'], ['reader']])(
    'open a replication connection, nor can the reader: %s',
    async (role) => {
      await expect(walsender(endpoints, endpoints[role])).rejects.toMatchObject({ code: DENIED });
    },
  );
});

describe('a base backup', () => {
  it.each([
    ['as usual', 'BASE_BACKUP'],
    ['fast, without a manifest', "BASE_BACKUP (CHECKPOINT 'fast', MANIFEST 'no')"],
    ['with its size told first', "BASE_BACKUP (CHECKPOINT 'fast', PROGRESS)"],
    ['with a map of tablespaces', "BASE_BACKUP (CHECKPOINT 'fast', TABLESPACE_MAP)"],
  ])('ends before a file was sent: %s', async (_how, command) => {
    const client = await walsender(endpoints, endpoints.owner);
    let sent = '';
    client.connection.on('copyData', ({ chunk }: { chunk: Buffer }) => {
      sent += chunk.toString('latin1');
    });
    try {
      await expect(client.query(command)).rejects.toThrow('this-server-hands-out-no-base-backup');
      expect(sent).not.toMatch(/PG_VERSION|pg_hba|SCRAM|PRIVATE KEY|postgresql\.conf/);
    } finally {
      await client.end();
    }
  });
});

describe('the physical log, which the owner can follow on a connection to the database,', () => {
  let log = '';

  beforeAll(async () => {
    const { owner } = endpoints;
    // A change writes the page that it is in whole, with the other roles of `pg_authid`.
    await rowsOf(endpoints, `ALTER ROLE playground PASSWORD '${owner.password}'`);
    await rowsOf(endpoints, "COMMENT ON TABLE users IS 'followed'");
    const client = await walsender(endpoints, owner);
    const [{ xlogpos: end }] = (await client.query('IDENTIFY_SYSTEM')).rows;
    let at = 0n;
    client.connection.on('copyData', ({ chunk }: { chunk: Buffer }) => {
      // XLogData: its kind, where it begins, where the server is, the time (24 bytes), and the log itself.
      if (chunk[0] !== XLOG_DATA) return;
      log += chunk.toString('latin1', XLOG_HEADER_BYTES);
      at = chunk.readBigUInt64BE(1) + BigInt(chunk.length - XLOG_HEADER_BYTES);
    });
    // Earlier segments are gone when the seed is complete.
    const begin = position(end) & ~BigInt(SEGMENT_BYTES - 1);
    client.query(`START_REPLICATION PHYSICAL 0/${begin.toString(16)}`).catch(() => undefined);
    await waitUntil('all of the log', () => at >= position(end), { timeoutMs: 20_000 });
    client.connection.stream.destroy();
  });

  it('is followed to its end', () => {
    expect(log.includes('followed')).toBe(true);
  });

  it.each<[string, () => string]>([
    ['private key', () => 'PRIVATE KEY'],
    ['password of the owner', () => endpoints.owner.password],
    ['password of the reader', () => endpoints.reader.password],
    ['password of the admin', () => endpoints.admin.password],
    ['name of a file of settings', () => 'postgresql.conf'],
  ])('has no %s', (_what, secret) => {
    expect(log.includes(secret())).toBe(false);
  });
});

it('still answers everybody afterwards', async () => {
  for (const role of ['owner', 'reader'] as const) {
    expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM users', endpoints[role])).toEqual([
      { rows: 200 },
    ]);
  }
});
