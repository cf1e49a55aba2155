import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { presentCopyRow } from './copy-text.ts';
import type { SqlTable } from './sql-table.ts';

const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Creates a table with its rows and indexes. Rows are worked out as fast as the server takes them, so memory
 * stays the same however many there are.
 */
export async function loadTable(
  client: pg.Client,
  table: SqlTable,
  onProgress: (done: number) => void,
): Promise<void> {
  const { name, columns, indexes, serial, nextSerial, rows } = table;
  // FREEZE, in the transaction that makes the table: rows are as good as vacuumed, and readers write nothing.
  await client.query('BEGIN');
  await client.query(`CREATE TABLE ${name} (${columns})`);
  const copy = client.query(copyStreams.from(`COPY ${name} FROM STDIN (FREEZE)`));
  await pipeline(Readable.from(copyChunks(table, onProgress), { objectMode: false }), copy);
  for (const index of indexes) await client.query(`CREATE INDEX ON ${name} ${index}`);
  if (serial)
    await client.query(`SELECT setval(pg_get_serial_sequence($1, $2), $3, $4)`, [
      name,
      serial,
      nextSerial ?? Math.max(rows, 1),
      nextSerial === undefined && rows > 0,
    ]);
  await client.query('COMMIT');
  onProgress(rows);
}

async function* copyChunks(table: SqlTable, onProgress: (done: number) => void): AsyncGenerator<Buffer> {
  let chunk = '';
  for (let index = 0; index < table.rows; index += 1) {
    chunk += presentCopyRow(table.row(index));
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield Buffer.from(chunk);
      chunk = '';
      onProgress(index + 1);
      // A server that takes rows faster than they are made would leave signals and timers waiting until the last.
      await setImmediate();
    }
  }
  if (chunk !== '') yield Buffer.from(chunk);
}
