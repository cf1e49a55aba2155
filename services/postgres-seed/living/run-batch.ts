import type pg from 'pg';
import { hasCode } from '../../../core/playground-error.ts';
import { cannotFollow } from '../errors.ts';
import { reachedBy } from './reached-by.ts';
import type { Transaction } from './transaction.ts';

/** SQLSTATE deadlock_detected: it is this session that has to try again. */
const DEADLOCK = '40P01';
const MOST_TRIES = 5;
const CHANGES_ROWS = ['UPDATE', 'DELETE'];

/**
 * Sends transactions to the server at once. Those before the one that it refuses are done.
 *
 * @returns how many rows are not there that were to be changed
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the statement which the server refused
 */
export async function runBatch(client: pg.Client, batch: readonly Transaction[], tries = 1): Promise<number> {
  const statements = batch.flatMap((transaction) => transaction.statements);
  let done = 0;
  const count = (): void => {
    done += 1;
  };
  client.connection.on('commandComplete', count);
  try {
    const results: unknown = await client.query(statements.join(';'));
    return missingIn(results as readonly pg.QueryResult[]);
  } catch (error) {
    const at = instantOf(batch, done);
    const refused = cannotFollow(at, statements[done] ?? '', error);
    const left = await rollBack(client, batch).catch(() => undefined);
    if (left === undefined || !hasCode(error, DEADLOCK) || tries === MOST_TRIES) throw refused;
    return runBatch(client, left, tries + 1);
  } finally {
    client.connection.off('commandComplete', count);
  }
}

/** @returns what is not done */
async function rollBack(client: pg.Client, batch: readonly Transaction[]): Promise<readonly Transaction[]> {
  await client.query('ROLLBACK');
  const reached = await reachedBy(client);
  return batch.filter(({ at }) => at > reached);
}

/** The instant of the statement with this number. */
function instantOf(batch: readonly Transaction[], statement: number): number {
  let before = 0;
  for (const { at, statements } of batch) {
    before += statements.length;
    if (statement < before) return at;
  }
  return batch.at(-1)?.at ?? 0;
}

function missingIn(results: readonly pg.QueryResult[]): number {
  return results.filter(({ command, rowCount }) => CHANGES_ROWS.includes(command) && rowCount === 0).length;
}
