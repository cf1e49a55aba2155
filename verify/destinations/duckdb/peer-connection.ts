import type { DuckDBInstance } from '@duckdb/node-api';
import { hasCode } from '../../../core/playground-error.ts';
import { duckdbFailed } from '../errors.ts';
import type { CsvField } from '../files/csv-records.ts';
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

async function* peerRows(
  instance: DuckDBInstance,
  file: string,
  query: string,
  columns: number,
): AsyncGenerator<CsvField[][]> {
  // By place: two columns of a query may have one name.
  const names = Array.from({ length: columns }, (_, index) => `c${index}`);
  const texts = names.map((name) => `${name}::VARCHAR`).join();
  // A connection gives the rows of one query at a time.
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const result = await connection.stream(`SELECT ${texts} FROM (${query}) AS found(${names.join()})`);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      yield chunk.getRows() as CsvField[][];
    }
  } catch (cause) {
    throw duckdbFailed(file, (cause as Error).message, cause);
  } finally {
    connection.closeSync();
  }
}
