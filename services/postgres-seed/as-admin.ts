import type pg from 'pg';
import { withClient } from './connect.ts';
import { CONTROL, DATABASE } from './database-names.ts';
import type { PostgresEndpoints } from './endpoints.ts';
import { ofFurtherWorld } from './errors.ts';
import { RESET_LOCK } from './reset-lock.ts';
import { withRoom } from './with-room.ts';

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
 * Does something to whole databases, one after the other and while no client is there: their sessions are ended, and none
 * begins before it is done. The roles get their passwords, attributes, memberships and settings again.
 */
export async function asAdmin(
  { host, port, database, admin }: PostgresEndpoints,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  if (database !== DATABASE) throw ofFurtherWorld(database);
  const connection = { host, port, database: CONTROL, ...admin };
  const manner = { settings: SESSION, patienceMs: PATIENCE_MS };
  const once = () =>
    withClient(
      connection,
      async (client) => {
        await client.query('SELECT pg_advisory_lock($1)', [RESET_LOCK]);
        await client.query('SELECT control.shut_out()');
        try {
          await client.query('SELECT control.end_sessions()');
          await work(client);
        } finally {
          // Also when it failed: what is there may be used as before.
          await client.query('SELECT control.restore_roles()');
        }
      },
      manner,
    );
  await withRoom(once);
}
