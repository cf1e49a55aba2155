import type pg from 'pg';
import type { PostgresCredentials } from '../credentials.ts';
import { closeWriters } from './close-databases.ts';
import { keepTables } from './dropped-tables.ts';
import { loadTable } from './load-table.ts';
import { publishTables } from './publication.ts';
import type { Table } from './table.ts';

/** Fills an empty database: schemas and tables that the owner owns, what others may do, and what comes back. */
export async function seedDatabase(
  client: pg.Client,
  tables: readonly Table[],
  { owner, reader }: PostgresCredentials,
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

  await keepTables(client, tables, owner, reader);
  await publishTables(client);
  await closeWriters(client, owner.user);
  await client.query('ANALYZE');
}
