import type { Dataset, Person } from '../../../fixtures/index.ts';
import { invoiceFor } from './invoice.ts';
import { EXTRA_TABLE, PARALLEL_TABLES, tableCsv } from './parallel-tables.ts';
import type { SeedObject } from './seed-object.ts';

export interface SeededObjectsOptions {
  readonly dataset: Dataset;
  readonly parallelFiles: number;
  readonly extraObjects: readonly SeedObject[];
}

const INVOICES = 6;
const ROWS_OF_A_TABLE = 200;
const ROWS_OF_AN_EXTRA_TABLE = 10;
/** Files hold what they are given, unlike a paged source: beyond this the exports are a sample of the oldest people. */
const MOST_EXPORTED_PEOPLE = 10_000;

/**
 * The objects of the seeded bucket, made one at a time. With fewer people there are fewer invoices and rows.
 */
export async function* seededObjects(options: SeededObjectsOptions): AsyncGenerator<SeedObject> {
  const { dataset, parallelFiles, extraObjects } = options;
  yield* invoices(dataset);
  const people = peopleFrom(dataset, 0, ROWS_OF_A_TABLE);
  for (const [name, table] of Object.entries(PARALLEL_TABLES)) {
    yield csv(`parallel/${name}.csv`, tableCsv(table, people));
  }
  for (let number = 1; number <= parallelFiles; number += 1) {
    const rows = peopleFrom(dataset, number * ROWS_OF_AN_EXTRA_TABLE, ROWS_OF_AN_EXTRA_TABLE);
    yield csv(`parallel/extra_${String(number).padStart(4, '0')}.csv`, tableCsv(EXTRA_TABLE, rows));
  }
  // Writing PDF and Parquet takes longer to load than to do, and a bucket that is seeded already needs neither.
  const { peopleExports } = await import('./people-exports.ts');
  yield* peopleExports(peopleFrom(dataset, 0, MOST_EXPORTED_PEOPLE));
  yield* extraObjects;
}

async function* invoices({ people }: Dataset): AsyncGenerator<SeedObject> {
  const { invoicePdf } = await import('./invoice-pdf.ts');
  for (let index = 0; index < Math.min(INVOICES, people.size); index += 1) {
    const invoice = invoiceFor(people.at(index), index);
    const body = await invoicePdf(invoice);
    yield { key: `invoices/${invoice.number}.pdf`, contentType: 'application/pdf', body };
  }
}

/** Up to `count` people from a position on, which starts again at the first after the last. */
function peopleFrom({ people }: Dataset, start: number, count: number): readonly Person[] {
  const length = Math.min(count, people.size);
  return Array.from({ length }, (_, offset) => people.at((start + offset) % people.size));
}

function csv(key: string, body: string): SeedObject {
  return { key, contentType: 'text/csv', body };
}
