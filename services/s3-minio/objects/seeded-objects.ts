import { csvFile, toCsv } from '../../../fixtures/files/csv.ts';
import { exactJsonWriter } from '../../../fixtures/files/exact-json.ts';
import { wholeFile } from '../../../fixtures/files/row-file.ts';
import type { Dataset, WorldTable } from '../../../fixtures/index.ts';
import type { Row, Table } from '../../../fixtures/table.ts';
import { invoices } from '../../../fixtures/tables/invoices.ts';
import { tablesOnDemand } from '../../../fixtures/tables/on-demand/tables-on-demand.ts';
import { parallelTables } from '../../../fixtures/tables/parallel-tables.ts';
import { people as peopleTable } from '../../../fixtures/tables/people.ts';
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
export const MOST_EXPORTED_PEOPLE = 10_000;

/**
 * The objects of the seeded bucket, made one at a time. With fewer people there are fewer invoices and rows.
 */
export async function* seededObjects(options: SeededObjectsOptions): AsyncGenerator<SeedObject> {
  const { dataset, parallelFiles, extraObjects } = options;
  yield* invoiceFiles(dataset);
  const rows = Math.min(ROWS_OF_A_TABLE, dataset.people.size);
  for (const table of parallelTables(dataset)) {
    const name = table.name.slice(table.name.indexOf('.') + 1);
    yield csv(`parallel/${name}.csv`, wholeFile(csvFile(table.columns), oldestRows(table, rows, dataset)));
  }
  for (let number = 1; number <= parallelFiles; number += 1) {
    yield csv(`parallel/extra_${String(number).padStart(4, '0')}.csv`, extraCsv(dataset, number));
  }
  // Writing PDF and Parquet takes longer to load than to do, and a bucket that is seeded already needs neither.
  // In a living world they are written every hour.
  if (!dataset.plan.lives) yield* await stillPeople(dataset);
  // In a living world they would soon be old.
  if (!dataset.plan.lives)
    for (const table of tablesOnDemand(dataset)) yield* tableFiles(table, dataset.anchor);
  yield* extraObjects;
}

/** A table on demand with all digits of its numbers. */
function tableFiles(table: WorldTable, at: number): readonly SeedObject[] {
  const columns = table.columnsAt(at);
  const rows = [...table.rows(at)].map(({ values }) => values);
  const write = exactJsonWriter(columns);
  return [
    csv(`tables/${table.name}.csv`, wholeFile(csvFile(columns), rows)),
    {
      key: `tables/${table.name}.ndjson`,
      contentType: 'application/x-ndjson',
      body: rows.map((row) => `${write(row)}\n`).join(''),
    },
  ];
}

async function stillPeople(dataset: Dataset): Promise<readonly SeedObject[]> {
  const { peopleExports } = await import('./people-exports.ts');
  const people = peopleTable(dataset);
  return peopleExports(people.columns, oldestRows(people, MOST_EXPORTED_PEOPLE, dataset));
}

async function* invoiceFiles(dataset: Dataset): AsyncGenerator<SeedObject> {
  const { invoicePdf } = await import('./invoice-pdf.ts');
  const rows = oldestRows(invoices(dataset), INVOICES, dataset);
  for (const [index, invoice] of rows.entries()) {
    const body = await invoicePdf(invoice, index);
    yield { key: `invoices/${invoice.invoice_number}.pdf`, contentType: 'application/pdf', body };
  }
}

/** Up to `count` rows. Files are written once, so they show what the world was at the anchor. */
function oldestRows<Shape extends Row>(
  table: Table<Shape>,
  count: number,
  { anchor }: Dataset,
): readonly Shape[] {
  return Array.from({ length: Math.min(count, table.size) }, (_, index) => table.row(index, anchor));
}

/** One of the many small files: a few people, each file from another place on, and again from the first after the last. */
function extraCsv({ people }: Dataset, number: number): string {
  const length = Math.min(ROWS_OF_AN_EXTRA_TABLE, people.size);
  const start = number * ROWS_OF_AN_EXTRA_TABLE;
  const rows = Array.from({ length }, (_, offset) => {
    const { id, name, email, updatedAt } = people.at((start + offset) % people.size);
    return [id, name, email, updatedAt];
  });
  return toCsv(['id', 'name', 'email', 'updated_at'], rows);
}

function csv(key: string, body: string | Uint8Array): SeedObject {
  return { key, contentType: 'text/csv', body };
}
