import type { Dataset } from '../../fixtures/index.ts';
import { databaseTables } from '../../fixtures/tables/database.ts';
import { presentTable } from './present/sql-table.ts';
import type { SqlTable } from './seed/sql-table.ts';

/** Every table of the database, in the order in which they are made. */
export function sqlTablesOf(dataset: Dataset, peopleRows: number): readonly SqlTable[] {
  return databaseTables(dataset, peopleRows).map((table) => presentTable(table, dataset.anchor));
}
