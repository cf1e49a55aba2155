import pg from 'pg';
import { withClient } from './connect.ts';
import type { PostgresEndpoints } from './endpoints.ts';

/** The database that holds the seed. Nobody can connect to it, so it stays as it is. */
export const TEMPLATE = 'playground_seed';

/** Any number, but everywhere the same: resets run one after the other. */
const RESET_LOCK = 2_026_01_01;

/**
 * Brings the database back to its seeded state, over the wire: ends all sessions, drops replication slots
 * and puts a fresh copy of the seed in the database's place.
 */
export async function resetPostgres(endpoints: PostgresEndpoints): Promise<void> {
  const { host, port, admin, owner } = endpoints;
  const database = pg.escapeIdentifier(endpoints.database);
  const next = pg.escapeIdentifier(`${endpoints.database}_next`);
  await withClient({ host, port, database: 'postgres', ...admin }, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [RESET_LOCK]);
    await client.query(`DROP DATABASE IF EXISTS ${next} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${next} TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
    await client.query(`GRANT ALL ON DATABASE ${next} TO ${pg.escapeIdentifier(owner.user)}`);
    // A slot in use keeps its database from being dropped.
    await client.query(
      'SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE active',
    );
    await client.query('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots');
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await client.query(`ALTER DATABASE ${next} RENAME TO ${database}`);
  });
}
