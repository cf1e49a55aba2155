import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { waitUntil } from '../../core/wait-until.ts';
import type { PostgresEndpoints } from '../../services/postgres-seed/endpoints.ts';
import { resetPostgres } from '../../services/postgres-seed/reset.ts';
import { walsender } from '../services/postgres-seed/raw-walsender.ts';
import {
  rowsOf,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '../services/postgres-seed/with-postgres.ts';

type Role = 'owner' | 'reader' | 'admin';

let postgres: TemporaryPostgres;
let endpoints: PostgresEndpoints;
const held: pg.Client[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  postgres = await startTemporaryPostgres({ rows: 10 });
  ({ endpoints } = postgres);
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(held.map((client) => client.end().catch(() => undefined)));
  await postgres.stop();
});

/** A session that stays, having said this much. */
async function hold(role: Role, ...statements: readonly string[]): Promise<pg.Client> {
  const { host, port, database } = endpoints;
  const client = new pg.Client({ host, port, database, ...endpoints[role] });
  client.on('error', () => undefined);
  held.push(client);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  return client;
}

/** Says something without waiting for its end. */
async function leaveRunning(role: Role, statement: string): Promise<void> {
  const client = await hold(role);
  client.query(statement).catch(() => undefined);
}

/** A session whose client asked for much and reads nothing of it. */
async function readNothing(role: Role): Promise<void> {
  const client = await hold(role);
  client.connection.stream.pause();
  client.query('SELECT repeat($$x$$, 100000) FROM generate_series(1, 100000)').catch(() => undefined);
}

/** Until the server has room for no more; the session keeps them. */
async function takeEveryLock(role: Role): Promise<void> {
  const client = await hold(role);
  const taken = client.query('SELECT count(pg_advisory_lock(n)) FROM generate_series(1, 200000) n');
  // Out of shared memory, or ended for it already.
  await expect(taken).rejects.toMatchObject({ code: expect.stringMatching(/^(53200|57P01)$/) });
}

/** As many of them as there is room for. */
async function takeLocks(role: Role, first: number, count: number): Promise<void> {
  const client = await hold(role);
  const sql = `SELECT count(pg_advisory_lock(${first}, n)) FROM generate_series(1, ${count}) n`;
  await client.query(sql).catch((error: unknown) => expect(error).toMatchObject({ code: '53200' }));
}

async function takeEveryConnection(role: Role): Promise<void> {
  const full = await Promise.allSettled(Array.from({ length: 110 }, () => hold(role)));
  expect(full.some(({ status }) => status === 'rejected')).toBe(true);
}

async function replicate(): Promise<void> {
  const client = await walsender(endpoints, endpoints.owner);
  held.push(client);
  await client.query('CREATE_REPLICATION_SLOT mine LOGICAL pgoutput');
  client
    .query("START_REPLICATION SLOT mine LOGICAL 0/0 (proto_version '1', publication_names 'dbz_publication')")
    .catch(() => undefined);
}

/** What clients put in the way of a reset. */
const OBSTACLES: readonly [what: string, put: () => Promise<unknown>][] = [
  ['the advisory lock of old', () => hold('owner', 'SELECT pg_advisory_lock(20260101)')],
  ['the same by its other name', () => hold('reader', 'SELECT pg_advisory_lock(0, 20260101)')],
  ['every lock that the server has room for', () => takeEveryLock('reader')],
  [
    'every lock, held by several together',
    () => Promise.all(Array.from({ length: 5 }, (_, number) => takeLocks('owner', number, 3000))),
  ],
  [
    'an open transaction with locks',
    () => hold('owner', 'BEGIN', 'LOCK TABLE users, people IN ACCESS EXCLUSIVE MODE'),
  ],
  ['an open transaction of the reader', () => hold('reader', 'BEGIN', 'SELECT * FROM users LIMIT 1')],
  [
    'a query without an end',
    () => leaveRunning('reader', 'SELECT count(*) FROM generate_series(1, 1000000000000) n'),
  ],
  [
    'a loop that catches every error',
    () =>
      leaveRunning(
        'owner',
        'DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(1); EXCEPTION WHEN OTHERS OR query_canceled THEN NULL; END; END LOOP; END $$',
      ),
  ],
  ['a client that does not read', () => readNothing('owner')],
  ['a reader that does not read', () => readNothing('reader')],
  ['a COPY whose rows do not come', () => leaveRunning('owner', 'COPY users FROM STDIN')],
  ['a slot', () => rowsOf(endpoints, "SELECT pg_create_logical_replication_slot('mine', 'test_decoding')")],
  ['a slot in use', replicate],
  [
    'every slot that there is',
    () =>
      rowsOf(
        endpoints,
        "SELECT pg_create_physical_replication_slot('mine_' || n, true) FROM generate_series(1, 10) n",
      ),
  ],
  ['every connection, the owner', () => takeEveryConnection('owner')],
  ['every connection, the reader', () => takeEveryConnection('reader')],
  [
    'a function of the name of one that a reset calls',
    () =>
      rowsOf(
        endpoints,
        'CREATE FUNCTION public.pg_advisory_lock(integer) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION $m$mine$m$; END $$',
      ),
  ],
  [
    'a schema of the name of the control functions',
    () =>
      rowsOf(
        endpoints,
        'CREATE SCHEMA control; CREATE FUNCTION control.shut_out() RETURNS void LANGUAGE sql AS $$ $$',
      ),
  ],
  [
    'settings of the owner',
    () =>
      rowsOf(
        endpoints,
        "ALTER ROLE playground SET search_path = 'mine'; ALTER ROLE playground SET statement_timeout = 1",
      ),
  ],
  [
    'settings of the owner for the control database',
    () => rowsOf(endpoints, 'ALTER ROLE playground IN DATABASE playground_control SET statement_timeout = 1'),
  ],
  [
    'settings of the admin',
    () =>
      rowsOf(
        endpoints,
        'ALTER ROLE playground_admin SET default_transaction_read_only = on; ALTER ROLE playground_admin SET statement_timeout = 1; ALTER ROLE playground_admin SET search_path = mine',
        endpoints.admin,
      ),
  ],
  [
    'settings of the database',
    () =>
      rowsOf(endpoints, 'ALTER DATABASE playground SET default_transaction_read_only = on', endpoints.admin),
  ],
  [
    'no tables at all',
    () => rowsOf(endpoints, 'DROP SCHEMA iot CASCADE; DROP SCHEMA tickit CASCADE; DROP TABLE users'),
  ],
  ['another password of the owner', () => rowsOf(endpoints, "ALTER ROLE playground PASSWORD 'mine'")],
  [
    'another password of the reader',
    () => rowsOf(endpoints, "ALTER ROLE playground_reader PASSWORD 'mine'", endpoints.reader),
  ],
  ['no password of the owner', () => rowsOf(endpoints, 'ALTER ROLE playground PASSWORD NULL')],
];

async function haveRoom(sessions: number): Promise<boolean> {
  const asked = Array.from({ length: sessions }, () => rowsOf(endpoints, 'SELECT pg_sleep(0.1)'));
  return (await Promise.allSettled(asked)).every(({ status }) => status === 'fulfilled');
}

const STATE = `
  SELECT rolname, rolcanlogin, rolreplication, rolcreatedb, rolcreaterole, rolsuper, rolconnlimit, rolvaliduntil::text,
    (SELECT array_agg(setconfig::text) FROM pg_db_role_setting WHERE setrole = pg_roles.oid) AS settings,
    (SELECT array_agg(roleid::regrole::text ORDER BY 1) FROM pg_auth_members WHERE member = pg_roles.oid) AS memberships
  FROM pg_roles WHERE rolname LIKE 'playground%' ORDER BY 1`;

describe('a reset is not kept from its work by', () => {
  it.each(OBSTACLES)('%s', async (_what, put) => {
    const before = await rowsOf(endpoints, STATE);
    await put();
    await resetPostgres(endpoints);
    expect(await rowsOf(endpoints, STATE)).toEqual(before);
    expect(await rowsOf(endpoints, 'SELECT slot_name FROM pg_replication_slots')).toEqual([]);
    expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM users', endpoints.reader)).toEqual([
      { rows: 200 },
    ]);
  });

  it('connections that never log in', async () => {
    for (let number = 0; number < 300; number += 1) {
      const socket = connect(endpoints.port, endpoints.host).on('error', () => undefined);
      sockets.push(socket);
    }
    try {
      await resetPostgres(endpoints);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    // More of them than there is room for wait behind those that the server has refused; it is full until all are gone.
    await waitUntil('room for all', () => haveRoom(5), { timeoutMs: 20_000 });
    expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM users')).toEqual([{ rows: 200 }]);
  });

  it('two more resets at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => resetPostgres(endpoints)));
    expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM users')).toEqual([{ rows: 200 }]);
  });
});

const START_UP: readonly [what: string, packet: Buffer][] = [
  ['nothing but a length of 2 GB', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
  ['a negative length', Buffer.from([0xff, 0xff, 0xff, 0xff])],
  ['a length that is too short', Buffer.from([0, 0, 0, 3, 0, 3, 0, 0])],
  [
    'a packet above the limit',
    Buffer.concat([Buffer.from([0, 0, 0x40, 0, 0, 3, 0, 0]), Buffer.alloc(0x4000, 0x61)]),
  ],
  ['a protocol that does not exist', Buffer.from([0, 0, 0, 9, 0x7f, 0, 0, 0, 0])],
  ['parameters without an end', Buffer.from([0, 0, 0, 12, 0, 3, 0, 0, 0x75, 0x73, 0x65, 0x72])],
  ['no user', Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0])],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  [
    'the key of nobody to cancel with',
    Buffer.from([0, 0, 0, 16, 4, 0xd2, 0x16, 0x2e, 0, 0, 0, 1, 0, 0, 0, 1]),
  ],
];

describe('the server ends a connection that begins with', () => {
  it.each(START_UP)('%s', async (_what, packet) => {
    const socket = connect(endpoints.port, endpoints.host).on('error', () => undefined);
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.resume().write(packet);
    await ended;
    expect(await rowsOf(endpoints, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
