import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from '@duckdb/node-api';
import { hasCode } from '../../../core/playground-error.ts';
import { duckdbFailed } from '../errors.ts';
import { type CsvField, csvRecords } from '../files/csv-records.ts';
import type { DuckdbConnection } from './duckdb-connection.ts';

/** Asks by `@duckdb/node-api`, an optional peer of 70 MB; undefined where it is not installed. */
export async function peerConnection(file: string): Promise<DuckdbConnection | undefined> {
  const peer = await import('@duckdb/node-api').catch((error: unknown) => {
    if (hasCode(error, 'ERR_MODULE_NOT_FOUND')) return undefined;
    throw duckdbFailed(file, (error as Error).message, error);
  });
  if (peer === undefined) return undefined;
  try {
    const instance = await peer.DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
    return {
      rows: (query, columns) => peerRows(instance, file, query, columns),
      [Symbol.asyncDispose]: async () => instance.closeSync(),
    };
  } catch (cause) {
    throw duckdbFailed(file, (cause as Error).message, cause);
  }
}

/** The rows as CSV too: a text for each row costs a tenth of a text for each value. */
function peerRows(
  instance: DuckDBInstance,
  file: string,
  query: string,
  columns: number,
): AsyncIterable<CsvField[][]> {
  // By place: two columns of a query may have one name.
  const names = Array.from({ length: columns }, (_, index) => `c${index}`);
  const fields = names.map((name) => `coalesce('"' || replace(${name}::VARCHAR, '"', '""') || '"', '')`);
  const lines = `SELECT ${fields.join(" || ',' || ")} FROM (${query}) AS found(${names.join()})`;
  return csvRecords(linesOf(instance, file, lines), file);
}

async function* linesOf(instance: DuckDBInstance, file: string, query: string): AsyncGenerator<string> {
  // A connection gives the rows of one query at a time.
  const connection = await instance.connect();
  let left: DuckDBResult | undefined;
  try {
    await connection.run("SET TimeZone = 'UTC'");
    left = await connection.stream(query);
    for (;;) {
      const chunk = await left.fetchChunk();
      if (!chunk || chunk.rowCount === 0) {
        left = undefined;
        return;
      }
      yield `${chunk.getColumnValues(0).join('\n')}\n`;
    }
  } catch (cause) {
    left = undefined;
    throw duckdbFailed(file, (cause as Error).message, cause);
  } finally {
    if (left) await abandon(connection, left);
    connection.closeSync();
  }
}

/** A result that is not read to its end keeps the file locked until it is collected, unless it is interrupted. */
async function abandon(connection: DuckDBConnection, result: DuckDBResult): Promise<void> {
  connection.interrupt();
  const isOver = async (): Promise<boolean> => {
    const chunk = await result.fetchChunk().catch(() => undefined);
    return !chunk || chunk.rowCount === 0;
  };
  // What was ready before the interruption still comes.
  while (!(await isOver()));
}
