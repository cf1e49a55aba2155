import type pg from 'pg';
import type { PostgresCredentials } from '../credentials.ts';
import { makeClock } from './clock-schema.ts';
import { closeWriters } from './close-databases.ts';
import { keepTables } from './dropped-tables.ts';
import { loadTable } from './load-table.ts';
import { publishTables } from './publication.ts';
import type { SqlTable } from './sql-table.ts';

interface Contents {
  readonly tables: readonly SqlTable[];
  /** What time it is in a living world (ms since 1970). Left out: nothing tells the time of a still one. */
  readonly start: number | undefined;
}

/** Fills an empty database: schemas and tables that the owner owns, what others may do, and what comes back. */
export async function seedDatabase(
  client: pg.Client,
  { tables, start }: Contents,
  { owner, reader, admin }: PostgresCredentials,
  onProgress: (table: string, done: number, total: number) => void,
): Promise<void> {
  const ownerName = client.escapeIdentifier(owner.user);
  const readerName = client.escapeIdentifier(reader.user);
  const schemas = new Set(tables.map(({ name }) => name.slice(0, name.indexOf('.'))));
  // Until the seed is complete nobody counts on it, so no commit need wait.
  await client.query('SET synchronous_commit = off');
  await client.query(`GRANT ALL ON SCHEMA public TO ${ownerName}`);
  for (const schema of schemas) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${ownerName}`);
  }

  await client.query(`SET ROLE ${ownerName}`);
  for (const table of tables) {
    await loadTable(client, table, (done) => onProgress(table.name, done, table.rows));
  }
  // Primary keys in the information schema show themselves only to a role with more than SELECT.
  const readable = 'SELECT, REFERENCES';
  for (const schema of schemas) {
    await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${readerName}`);
    await client.query(`GRANT ${readable} ON ALL TABLES IN SCHEMA ${schema} TO ${readerName}`);
  }
  await client.query(`ALTER DEFAULT PRIVILEGES GRANT ${readable} ON TABLES TO ${readerName}`);
  await client.query(`ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO ${readerName}`);
  await client.query('RESET ROLE');
  // By default whoever shares a role may end the other's sessions; many a client of Snowflake shares the reader's.
  for (const signal of ['pg_cancel_backend', 'pg_terminate_backend']) {
    await client.query(`REVOKE EXECUTE ON FUNCTION ${signal} FROM PUBLIC`);
    const mayEnd = [ownerName, client.escapeIdentifier(admin.user)];
    await client.query(`GRANT EXECUTE ON FUNCTION ${signal} TO ${mayEnd.join(', ')}`);
  }

  if (start !== undefined) await makeClock(client, start);
  await keepTables(client, tables, owner, reader);
  await publishTables(client);
  await closeWriters(client, owner.user);
  await client.query('ANALYZE');
}
