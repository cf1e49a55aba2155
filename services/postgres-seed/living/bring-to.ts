import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import type { WorldTable } from '../../../fixtures/world-table.ts';
import { burstsOf } from './bursts.ts';
import { reachedBy } from './reached-by.ts';
import { runBatch } from './run-batch.ts';
import { type Transaction, transactionWriter } from './transaction.ts';

/** So much text goes to the server at once. */
const BATCH_CHARACTERS = 128 * 1024;

/**
 * Does in the database what happens in the world until an instant (ms since 1970): in the order in which it can be seen,
 * and what can be seen from the same instant on in one transaction. Each transaction says which instant the database has
 * reached with it, so that nothing happens twice, and what was interrupted goes on from there. While the server takes a
 * batch of them, the next is made; memory stays the same however many there are.
 *
 * @param onDone told how many changes of rows are done, after each batch
 * @returns how many rows that change are not there any more
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the statement which the server refused
 */
export async function bringTo(
  client: pg.Client,
  tables: readonly WorldTable[],
  to: number,
  onDone: (changes: number) => void = () => undefined,
): Promise<number> {
  const reached = await reachedBy(client);
  let done = 0;
  let missing = 0;
  let running: Promise<void> = Promise.resolve();
  const run = async (batch: readonly Transaction[]): Promise<void> => {
    missing += await runBatch(client, batch);
    for (const { changes } of batch) done += changes;
    onDone(done);
  };
  for (const batch of batchesOf(tables, reached, to)) {
    await running;
    running = run(batch);
    // Looked at before the next batch, or at the end.
    running.catch(() => undefined);
    await setImmediate();
  }
  await running;
  return missing;
}

function* batchesOf(tables: readonly WorldTable[], reached: number, to: number): Generator<Transaction[]> {
  const present = transactionWriter(reached);
  let batch: Transaction[] = [];
  let characters = 0;
  let last = reached;
  for (const burst of burstsOf(tables, reached, to)) {
    const transaction = present(burst);
    last = burst.at;
    batch.push(transaction);
    for (const statement of transaction.statements) characters += statement.length;
    if (characters < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (last < to) batch.push(present({ at: to, tables: [] }));
  if (batch.length > 0) yield batch;
}
