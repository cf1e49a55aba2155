import pg from 'pg';
import { withClient } from './connect.ts';
import { CONTROL, DATABASE, NEXT, TEMPLATE } from './database-names.ts';
import type { PostgresEndpoints } from './endpoints.ts';
import { resetFailed } from './errors.ts';
import { RESET_LOCK } from './reset-lock.ts';

/** What somebody set for the admin's sessions counts for nothing here. */
const SESSION = [
  'search_path=pg_catalog',
  'default_transaction_read_only=off',
  'statement_timeout=0',
  'idle_session_timeout=0',
  'idle_in_transaction_session_timeout=0',
  'lock_timeout=60s',
];

/**
 * Connections that were opened and never log in are dropped by the server after 10 s (`authentication_timeout`), so a
 * server that is full of them has room by then.
 */
const PATIENCE_MS = 15_000;

/**
 * Brings the database and the roles back to what they were seeded as, over the wire: lets no client in, ends all
 * sessions, drops the database's replication slots, puts a fresh copy of the seed in the database's place, and gives the
 * roles their passwords, attributes, memberships and settings again. No client can keep it from doing so.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that says what the server refused
 */
export async function resetPostgres({ host, port, admin, owner }: PostgresEndpoints): Promise<void> {
  const connection = { host, port, database: CONTROL, ...admin };
  try {
    await withClient(connection, (client) => reset(client, owner.user), {
      settings: SESSION,
      patienceMs: PATIENCE_MS,
    });
  } catch (error) {
    throw resetFailed(`${host}:${port}`, error);
  }
}

async function reset(client: pg.Client, owner: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [RESET_LOCK]);
  await client.query('SELECT control.shut_out()');
  try {
    await client.query('SELECT control.end_sessions()');
    await client.query('SELECT control.drop_slots()');
    await client.query(`DROP DATABASE IF EXISTS ${NEXT} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${NEXT} TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
    await client.query(`REVOKE ALL ON DATABASE ${NEXT} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${NEXT} TO PUBLIC`);
    await client.query(`GRANT ALL ON DATABASE ${NEXT} TO ${pg.escapeIdentifier(owner)}`);
    await client.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
    await client.query(`ALTER DATABASE ${NEXT} RENAME TO ${DATABASE}`);
  } finally {
    // Also when it failed: what is there may be used as before.
    await client.query('SELECT control.restore_roles()');
  }
}
