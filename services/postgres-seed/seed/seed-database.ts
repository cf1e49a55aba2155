import type pg from 'pg';
import type { PostgresCredentials } from '../credentials.ts';
import { makeClock } from './clock-schema.ts';
import { keepTables } from './dropped-tables.ts';
import { grantRights } from './grant-rights.ts';
import { loadTable } from './load-table.ts';
import { publishTables } from './publication.ts';
import { type SqlTable, schemasOf } from './sql-table.ts';

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
  const schemas = schemasOf(tables);
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
  await client.query('RESET ROLE');
  await grantRights(client, schemas, { owner, reader, admin });
  if (start !== undefined) await makeClock(client, start);
  await keepTables(client, tables, owner, reader);
  await publishTables(client);
  await client.query('ANALYZE');
}
