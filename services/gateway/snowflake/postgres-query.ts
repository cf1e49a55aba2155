import pg from 'pg';
import { postgresField } from './postgres-field.ts';
import type { Query } from './query.ts';

/** Values stay what the server wrote: dates would otherwise be turned to this machine's time zone. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

/**
 * Runs statements on a PostgreSQL server, each on a connection and in a read-only transaction of its own, so that
 * it can start before the server does and nothing is left open.
 *
 * @param url `postgresql://user:password@host:port/database`
 */
export function postgresQuery(url: string): Query {
  return async (sql, schema) => {
    const client = new pg.Client({ connectionString: url, types: AS_TEXT as never });
    // A connection that is lost between two queries is told here only; the next query rejects all the same.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('BEGIN READ ONLY');
      await client.query(
        "SELECT set_config('search_path', quote_ident($1), true), set_config('TimeZone', 'UTC', true)",
        [schema],
      );
      const { fields, rows } = await client.query(alone(sql));
      return { fields: fields.map(postgresField), rows };
    } finally {
      await client.end();
    }
  };
}

/** The extended protocol takes one statement only, whatever quotes a client comes up with. */
function alone(sql: string): pg.QueryArrayConfig & { readonly queryMode: 'extended' } {
  return { text: sql, rowMode: 'array', queryMode: 'extended' };
}
