import type { Dataset } from '../../fixtures/index.ts';
import { changingTablesOf } from '../../fixtures/living-tables.ts';
import { tableAt } from '../../fixtures/table-at.ts';
import { databaseTables } from '../../fixtures/tables/database.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';
import { presentTable } from './present/sql-table.ts';
import type { SqlTable } from './seed/sql-table.ts';

/** Rows that a client inserts have keys from here on in tables that live, and those of the world lower ones. */
const FIRST_OF_CLIENTS = 2_000_000_001;

/** Every table of the database as it is at the dataset's anchor, in the order in which they are made. */
export function sqlTablesOf(dataset: Dataset, peopleRows: number): readonly SqlTable[] {
  const { anchor } = dataset;
  const living = databaseLivesOf(dataset, peopleRows);
  return databaseTables(dataset, peopleRows).map((table) => {
    const lives = living.find(({ name }) => name === table.name);
    if (!lives) return presentTable(table, anchor);
    return { ...presentTable(tableAt(lives, anchor), anchor), nextSerial: FIRST_OF_CLIENTS };
  });
}

/** The tables of the database that live; none in a still world. */
export function databaseLivesOf(dataset: Dataset, peopleRows: number): readonly WorldTable[] {
  const names = databaseTables(dataset, peopleRows).map(({ name }) => name);
  return changingTablesOf(dataset, { databasePeople: peopleRows }).filter(({ name }) => names.includes(name));
}
