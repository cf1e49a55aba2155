import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { post } from '../services/gateway/snowflake/sign-in.ts';
import type { Mounted } from '../services/gateway/stand-ins/mount.ts';
import { head } from './raw-exchange.ts';
import { ABORT, QUERY, type StartedSnowflake, startSnowflake } from './start-snowflake.ts';

const MIB = 1024 * 1024;

let started: StartedSnowflake;
let snowflake: Mounted;
let token: string;
let other: string;
const ask: StartedSnowflake['ask'] = (...given) => started.ask(...given);
const running: StartedSnowflake['running'] = (text) => started.running(text);

beforeAll(async () => {
  started = await startSnowflake(1_500);
  ({ snowflake, token, other } = started);
});
afterAll(async () => {
  expect((await ask('SELECT count(*) FROM products')).data.rowset).toEqual([['3']]);
  await started.stop();
});

describe('another session', () => {
  it.each<[how: string, end: () => Promise<unknown>]>([
    ['by its id', () => post(snowflake, ABORT, { requestId: 'attack' }, other)],
    [
      'by a cancel in SQL',
      () =>
        ask('SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = current_user', {}, other),
    ],
    [
      'by a termination in SQL',
      () =>
        ask(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
          {},
          other,
        ),
    ],
    [
      'by SQL within SQL',
      () =>
        ask(
          "SELECT query_to_xml('SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = current_user', true, true, '')",
          {},
          other,
        ),
    ],
  ])('may not end a statement %s', async (_how, end) => {
    const answer = ask('SELECT pg_sleep(600), -301');
    await waitUntil('it to run', async () => (await running('-301')) > 0);
    expect(await end()).toMatchObject({ success: false });
    expect(await running('pg_sleep(600), -301')).toBe(1);
    await post(snowflake, ABORT, { requestId: 'attack' }, token);
    expect(await answer).toMatchObject({ success: false, code: '000604' });
  });
});

const MAY_NOT = 'permission denied';

describe('in SQL', () => {
  const refused: readonly (readonly [sql: string, code: string, message: string])[] = [
    ...[
      "pg_read_file('/etc/passwd')",
      "pg_read_binary_file('PG_VERSION')",
      "pg_ls_dir('/')",
      "pg_stat_file('PG_VERSION')",
      'pg_ls_waldir()',
      "lo_import('/etc/passwd')",
      "lo_export(1, '/tmp/x')",
      'lo_create(0)',
      "lo_from_bytea(0, 'x')",
      'pg_reload_conf()',
      'pg_rotate_logfile()',
      'pg_switch_wal()',
      'pg_promote()',
      "pg_backup_start('x')",
      "pg_create_logical_replication_slot('s', 'pgoutput')",
      "pg_create_physical_replication_slot('s')",
      "pg_logical_emit_message(false, 'x', 'y')",
      'pg_stat_reset()',
      'pg_cancel_backend(1)',
      'pg_terminate_backend(1)',
      'pg_catalog.pg_terminate_backend(1)',
      '"pg_terminate_backend"(1)',
      "set_config('role', 'postgres', false)",
      "set_config('role', 'playground', false)",
      "set_config('session_authorization', 'postgres', true)",
      "current_setting('data_directory')",
      "setval('public.users_id_seq', 1)",
      "query_to_xml('SELECT pg_read_file(''/etc/passwd'')', true, true, '')",
    ].map((call): [string, string, string] => [`SELECT ${call}`, '001003', MAY_NOT]),
    ['SELECT rolpassword FROM pg_authid', '001003', MAY_NOT],
    ['SELECT passwd FROM pg_shadow', '001003', MAY_NOT],
    ['SELECT * FROM pg_hba_file_rules', '001003', MAY_NOT],
    ["SELECT dblink('host=127.0.0.1', 'select 1')", '002140', 'Unknown function DBLINK'],
    ["SELECT set_config('transaction_read_only', 'off', true)", '001003', 'read-write mode'],
    ["SELECT query_to_xml('DELETE FROM products', true, true, '')", '001003', 'SQL compilation error'],
    ['SELECT * INTO t FROM products', '001003', 'read-only transaction'],
    ['SELECT * FROM products FOR UPDATE', '001003', 'read-only transaction'],
    ['WITH x AS (DELETE FROM products RETURNING 1) SELECT * FROM x', '001003', 'read-only transaction'],
    ["COPY products TO PROGRAM 'id'", '001003', "unexpected 'COPY'"],
    ["COPY products FROM '/etc/passwd'", '001003', "unexpected 'COPY'"],
    ["(COPY products TO PROGRAM 'id')", '001003', "unexpected '('"],
    ['SET ROLE postgres', '001003', "unexpected 'SET'"],
    ['SET SESSION AUTHORIZATION postgres', '001003', "unexpected 'SET'"],
    ['RESET ROLE', '001003', "unexpected 'RESET'"],
    ['DO $$BEGIN END$$', '001003', "unexpected 'DO'"],
    ["EXECUTE IMMEDIATE 'SELECT 1'", '001003', "unexpected 'EXECUTE'"],
    ['COMMIT', '001003', "unexpected 'COMMIT'"],
    ['LOCK TABLE products', '001003', "unexpected 'LOCK'"],
    ['VACUUM', '001003', "unexpected 'VACUUM'"],
    ['SELECT 1; SELECT 2', '000008', 'statement count 2'],
    ['SELECT 1; SET ROLE postgres; SELECT 2', '000008', 'statement count 3'],
    ["SELECT 1 WHERE '\\'' = ''; COMMIT; --'", '000008', 'statement count 2'],
    ['SELECT $$;$$; COMMIT', '000008', 'statement count 2'],
    ['SELECT $a$;COMMIT;--$a$', '000008', 'statement count 2'],
    ['SELECT /*;*/ 1 /* /* */ ; COMMIT */', '000008', 'statement count 2'],
    ["SELECT repeat('x', 2000000000)", '001003', 'requested length too large'],
    ['SELECT array_fill(1, ARRAY[100000000])', '100082', 'Max LOB size'],
    [`SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)}`, '001003', "unexpected '('"],
  ];

  it.each(refused.map(([sql, ...told]) => [sql.slice(0, 80), ...told, sql] as const))(
    '%s is refused with %s',
    async (_shown, code, message, sql) => {
      expect(await ask(sql)).toMatchObject({
        status: 200,
        success: false,
        code,
        message: expect.stringContaining(message),
      });
      expect(
        (await ask('SELECT count(*), current_user::text FROM products', {}, other)).data.rowset,
      ).toHaveLength(1);
    },
  );

  it.each([
    'SELECT pg_advisory_lock(1)',
    "SELECT set_config('statement_timeout', '0', false)",
    "SELECT set_config('search_path', 'public', false)",
    "SELECT pg_notify('x', 'y')",
    'SELECT pg_export_snapshot()',
  ])('what %s changes is gone with the statement', async (sql) => {
    expect(await ask(sql)).toMatchObject({ success: true });
    const state = await ask(
      "SELECT (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'), current_setting('statement_timeout'), current_setting('search_path')",
      {},
      other,
    );
    expect(state.data.rowset).toEqual([['0', '1h', 'snowflake']]);
  });
});

describe('a client that reads nothing of an endless result', () => {
  // In the list of columns rows are made one by one; behind FROM all of them would be made first.
  const endless =
    'SELECT repeat(n::text, 100) FROM (SELECT generate_series(1, 900000000) AS n) AS made WHERE n <> ';
  const asking = (sql: string): Socket => {
    const socket = connect(Number(new URL(snowflake.url).port), '127.0.0.1').pause();
    const body = JSON.stringify({ sqlText: sql });
    const lines = [
      'Host: account.snowflakecomputing.com',
      `Authorization: Snowflake Token="${token}"`,
      `Content-Length: ${body.length}`,
    ];
    socket.on('error', () => undefined).write(head('POST', QUERY, lines) + body);
    return socket;
  };

  it('is cut off, its query cancelled in the database, and no more than a piece kept', async () => {
    const before = held();
    const socket = asking(`${endless}-401`);
    await waitUntil('the query to run', async () => (await running('-401')) === 1);
    let most = 0;
    await waitUntil('the query to end', async () => {
      most = Math.max(most, held());
      return (await running('-401')) === 0;
    });
    expect(most - before).toBeLessThan(128 * MIB);
    socket.destroy();
  });

  it('does not keep others from theirs, though it comes 16 times', async () => {
    const sockets = Array.from({ length: 16 }, () => asking(`${endless}-402`));
    await waitUntil('one to run', async () => (await running('-402')) > 0);
    expect((await ask('SELECT 1')).data.rowset).toEqual([['1']]);
    await waitUntil('the database to be free', async () => (await running('-402')) === 0);
    for (const socket of sockets) socket.destroy();
  });
});

/** What this process holds, in bytes. */
function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
