import { createHash } from 'node:crypto';
import type { PostgresOptions } from '../options.ts';
import type { SqlTable } from './sql-table.ts';

/** To be raised when anything of the seed changes that is not in the tables: roles, rights, settings of initdb. */
const SEED_FORMAT = '4';

/**
 * A short text that differs when the seed would: made of every table's definition, its number of rows and a
 * few of them, and of the names that go into the files.
 */
export function fingerprintOf(tables: readonly SqlTable[], ...others: readonly string[]): string {
  const hash = createHash('sha256');
  for (const { row, ...table } of tables) {
    const { rows } = table;
    const samples = rows > 0 ? [0, rows >> 1, rows - 1].map((index) => row(index)) : [];
    hash.update(JSON.stringify([table, samples]));
  }
  return hash.update(JSON.stringify([SEED_FORMAT, ...others])).digest('hex');
}

/** The names that go into the files, besides those of tables: of the roles, and of a world that lives. */
export function namesIn({
  credentials: { owner, reader, admin },
  dataset,
}: Pick<PostgresOptions, 'credentials' | 'dataset'>): readonly string[] {
  const { plan, world, records } = dataset;
  // Its clock is that of all sources, so it is of a world as all of them show it.
  const living = plan.lives ? [world, String(records)] : [];
  return [owner.user, reader.user, admin.user, ...living];
}
