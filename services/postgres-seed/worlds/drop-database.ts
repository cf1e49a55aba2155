import pg from 'pg';

/** How long a session may take to end. */
const PATIENCE_MS = 10_000;

/** Ends the sessions and the replication slots of a database and removes it. Nobody must be able to begin a session. */
export async function dropDatabase(client: pg.Client, database: string): Promise<void> {
  await client.query(
    'SELECT pg_terminate_backend(pid, $2) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
    [database, PATIENCE_MS],
  );
  await client.query(
    'SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = $1 AND NOT active',
    [database],
  );
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`);
}
