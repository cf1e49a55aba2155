import pg from 'pg';
import { cancelsOf } from './postgres-cancel.ts';
import { postgresField } from './postgres-field.ts';
import { limitMessages } from './postgres-message-limit.ts';
import { type PostgresRows, readRows } from './postgres-rows.ts';
import type { Query, QueryResult } from './query.ts';

/** Values stay what the server wrote: dates would otherwise be turned to this machine's time zone. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };
const CONNECT_TIMEOUT_MS = 10_000;
/** A query that outlives the process that asked for it ends here. */
const LONGEST_STATEMENT_MS = 3_600_000;

/**
 * Runs statements on a PostgreSQL server, each on a separate connection and in a read-only transaction, so that
 * it can start before the server does and nothing is left open.
 *
 * @param url `postgresql://user:password@host:port/database`
 * @param relay what the connections are called, so that the database leaves it to us to note what they do
 */
export function postgresQuery(url: string, relay?: string): Query {
  return async (sql, schema, signal) => {
    signal.throwIfAborted();
    const client = new pg.Client({
      connectionString: url,
      application_name: relay,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      types: AS_TEXT as never,
    });
    // A connection that is lost between two queries is told here only; the next query rejects all the same.
    client.on('error', () => undefined);
    const cancel = cancelsOf(client);
    signal.addEventListener('abort', cancel, { once: true });
    const close = async (): Promise<void> => {
      signal.removeEventListener('abort', cancel);
      if (signal.aborted) return;
      // Nobody would notice the end of a connection that is paused.
      client.connection.stream.resume();
      await client.end();
    };
    try {
      await client.connect();
      limitMessages(client.connection.stream);
      await client.query('BEGIN READ ONLY');
      await client.query(
        `SELECT set_config('search_path', quote_ident($1), true), set_config('TimeZone', 'UTC', true),
          set_config('statement_timeout', $2, true)`,
        [schema, String(LONGEST_STATEMENT_MS)],
      );
      signal.throwIfAborted();
      return present(await readRows(client, sql), signal, close);
    } catch (error) {
      await close();
      signal.throwIfAborted();
      throw error;
    }
  };
}

function present(
  { fields, rows }: PostgresRows,
  signal: AbortSignal,
  close: () => Promise<void>,
): QueryResult {
  return { fields: fields.map(postgresField), rows: closing() };

  async function* closing() {
    try {
      yield* rows;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      await close();
    }
  }
}
