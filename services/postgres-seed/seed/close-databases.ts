import type pg from 'pg';

/** What everybody may execute although it writes, without a right to any table: large objects, and the log itself. */
const WRITERS = [
  'lo_creat(integer)',
  'lo_create(oid)',
  'lo_from_bytea(oid, bytea)',
  'lo_put(oid, bigint, bytea)',
  'lowrite(integer, bytea)',
  'lo_truncate(integer, integer)',
  'lo_truncate64(integer, bigint)',
  'lo_unlink(oid)',
  'pg_logical_emit_message(boolean, text, text, boolean)',
  'pg_logical_emit_message(boolean, text, bytea, boolean)',
];

/** Leaves the functions that write to the owner of the database that the client is in. */
export async function closeWriters(client: pg.Client, owner: string): Promise<void> {
  const functions = WRITERS.map((name) => `pg_catalog.${name}`).join(', ');
  await client.query(`REVOKE EXECUTE ON FUNCTION ${functions} FROM PUBLIC`);
  await client.query(`GRANT EXECUTE ON FUNCTION ${functions} TO ${client.escapeIdentifier(owner)}`);
}

/**
 * The databases that every server has are not for clients: what they left there, no reset would undo, and a session in
 * them can hold slots, locks and the template of new databases.
 */
export async function closeOtherDatabases(client: pg.Client): Promise<void> {
  await client.query('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC');
}
