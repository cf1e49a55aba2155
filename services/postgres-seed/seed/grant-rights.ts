import type pg from 'pg';
import type { PostgresCredentials } from '../credentials.ts';
import { closeWriters } from './close-databases.ts';

/** What roles may do in a database whose tables and schemas the owner owns. */
export async function grantRights(
  client: pg.Client,
  schemas: ReadonlySet<string>,
  { owner, reader, admin }: PostgresCredentials,
): Promise<void> {
  const ownerName = client.escapeIdentifier(owner.user);
  const readerName = client.escapeIdentifier(reader.user);
  const forOwner = `ALTER DEFAULT PRIVILEGES FOR ROLE ${ownerName}`;
  // Primary keys in the information schema show themselves only to a role with more than SELECT.
  const readable = 'SELECT, REFERENCES';
  for (const schema of schemas) {
    await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${readerName}`);
    await client.query(`GRANT ${readable} ON ALL TABLES IN SCHEMA ${schema} TO ${readerName}`);
  }
  await client.query(`${forOwner} GRANT ${readable} ON TABLES TO ${readerName}`);
  await client.query(`${forOwner} GRANT USAGE ON SCHEMAS TO ${readerName}`);
  // By default whoever shares a role may end the other's sessions; many a client of Snowflake shares the reader's.
  for (const signal of ['pg_cancel_backend', 'pg_terminate_backend']) {
    await client.query(`REVOKE EXECUTE ON FUNCTION ${signal} FROM PUBLIC`);
    const mayEnd = [ownerName, client.escapeIdentifier(admin.user)];
    await client.query(`GRANT EXECUTE ON FUNCTION ${signal} TO ${mayEnd.join(', ')}`);
  }
  await closeWriters(client, owner.user);
}
