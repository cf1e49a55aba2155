import { inflateSync } from 'node:zlib';
import { quoted } from '../quoted.ts';
import type { DuckdbConnection } from './duckdb-connection.ts';

/** Where dlt keeps the state of a pipeline, and the versions of it (https://dlthub.com/docs/general-usage/state). */
const TABLE = '_dlt_pipeline_state';

const SCHEMAS = `
  SELECT schema_name FROM duckdb_tables()
  WHERE database_name = current_database() AND table_name = '${TABLE}' ORDER BY schema_name`;

/** How many bytes of JSON dlt keeps for the pipelines that load into a file; undefined where there are none. */
export async function dltStateSize(connection: DuckdbConnection): Promise<number | undefined> {
  let size: number | undefined;
  for (const schema of await textsOf(connection, SCHEMAS)) {
    const table = `${quoted(schema)}.${quoted(TABLE)}`;
    const newest = `SELECT arg_max(state, version) FROM ${table} GROUP BY pipeline_name`;
    for (const state of await textsOf(connection, newest)) size = (size ?? 0) + unpacked(state).length;
  }
  return size;
}

/** A state is JSON, packed by zlib and written in Base64; older versions wrote small ones as JSON. */
function unpacked(state: string): Buffer {
  return state.startsWith('{') ? Buffer.from(state) : inflateSync(Buffer.from(state, 'base64'));
}

async function textsOf(connection: DuckdbConnection, query: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const rows of connection.rows(query, 1)) texts.push(...rows.map(([text]) => String(text)));
  return texts;
}
