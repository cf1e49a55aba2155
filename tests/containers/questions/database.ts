import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import { connected, rowsOf } from '../../services/postgres-seed/with-postgres.ts';
import type { Question } from './question.ts';

const TABLES = `
  SELECT schemaname AS schema, tablename AS name, tableowner AS owner FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND has_schema_privilege(schemaname, 'USAGE')
  ORDER BY 1, 2`;

const COLUMNS = `
  SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
  WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY table_schema, table_name, ordinal_position`;

const KEYS_AND_INDEXES = `
  SELECT schemaname, tablename, indexname, indexdef FROM pg_indexes
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2, 3`;

/** How many rows each table has, and a checksum over all of them. */
export async function checksumsOf(endpoints: PostgresEndpoints): Promise<Record<string, string>> {
  return connected(endpoints, async (client) => {
    const checksums: Record<string, string> = {};
    for (const { schema, name } of (await client.query(TABLES)).rows) {
      const { rows } = await client.query(
        `SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(md5(t::text), '' ORDER BY t::text COLLATE "C"), '')) AS sum FROM "${schema}"."${name}" t`,
      );
      checksums[`${schema}.${name}`] = rows[0].sum;
    }
    return checksums;
  });
}

export const databaseQuestions: readonly Question<PostgresEndpoints>[] = [
  ['the rows of every table', checksumsOf],
  ['whose the tables are', (endpoints) => rowsOf(endpoints, TABLES)],
  ['columns', (endpoints) => rowsOf(endpoints, COLUMNS)],
  ['keys and indexes', (endpoints) => rowsOf(endpoints, KEYS_AND_INDEXES)],
  ['what the reader sees', (endpoints) => rowsOf(endpoints, 'SELECT count(*) FROM users', endpoints.reader)],
  [
    'what the reader is refused',
    (endpoints) =>
      rowsOf(endpoints, 'DELETE FROM users', endpoints.reader).catch(({ code, message }) => [code, message]),
  ],
  ['how changes are decoded', (endpoints) => rowsOf(endpoints, 'SHOW wal_level')],
  ['the zone of times', (endpoints) => rowsOf(endpoints, 'SHOW TimeZone')],
  ['the encoding and order of text', (endpoints) => rowsOf(endpoints, DATABASE)],
  ['a login with a wrong password', wrongPassword],
];

const DATABASE = `
  SELECT pg_encoding_to_char(encoding) AS encoding, datcollate, datctype, datlocprovider FROM pg_database
  WHERE datname = current_database()`;

async function wrongPassword(endpoints: PostgresEndpoints): Promise<unknown> {
  const login = { ...endpoints.owner, password: 'wrong' };
  return rowsOf(endpoints, 'SELECT 1', login).catch(({ code, message }) => [code, message]);
}
