import { createDataset } from '../fixtures/dataset.ts';
import { livingTablesOf } from '../fixtures/living-tables.ts';
import type { Truth } from '../playground/truth.ts';
import type { Count, Expectation, ExpectedSync, HeldTables } from './expectation.ts';

const ANY_NUMBER: Count = [0, Number.MAX_SAFE_INTEGER];

/**
 * How many rows a table has that lives depends on when a sync reads it. Of those that are held to their values no numbers are
 * expected: the comparison of values knows the instant, and finds each row that is missing or too many.
 */
export function withoutLivingCounts(expectation: Expectation, held: HeldTables, truth: Truth): Expectation {
  const living = livingTablesOf(createDataset(truth)).map(({ name }) => name);
  const lives = (table: string): boolean => {
    const { source = '', rows } = held[table] ?? {};
    return living.includes(source) && rows !== 'part';
  };
  return expectation.map((sync): ExpectedSync => ({ ...sync, tables: withAnyNumber(sync.tables, lives) }));
}

function withAnyNumber(
  tables: ExpectedSync['tables'],
  lives: (table: string) => boolean,
): ExpectedSync['tables'] {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [
      name,
      lives(name) ? { ...table, rows: ANY_NUMBER, written: ANY_NUMBER } : table,
    ]),
  );
}
