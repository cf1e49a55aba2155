import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';

/** A dataset may list more people than anybody wants to wait for in a table that is always there. */
const MOST_USERS = 100_000;
/** The page of the keyset and limit-offset examples. */
const PAGE_ROWS = 25;
const SAMPLE_USERS = 2500;

const BALANCE = 0;
const ACTIVE = 1;
const VISITS = 2;

export function peopleTables(material: Material, peopleRows: number): readonly Table[] {
  return [users(material), people(material, peopleRows), sampleUsers(material)];
}

/** The people that the API lists, with the same names, addresses and times. */
function users({ dataset, person }: Material): Table {
  return {
    name: 'public.users',
    columns: `
      id SERIAL PRIMARY KEY,
      name VARCHAR(255) NOT NULL,
      email VARCHAR(255) NOT NULL,
      updated_at TIMESTAMPTZ NOT NULL DEFAULT now()`,
    indexes: ['(updated_at, id)'],
    serial: 'id',
    rows: Math.min(dataset.people.size, MOST_USERS),
    row(index) {
      const { name, email } = person(index);
      return [index + 1, name, email, person(isFirstOfPage(index) ? index - 1 : index).updatedAt];
    },
  };
}

/** The first row of a page has the time of the row before: paging by time alone would lose it. */
function isFirstOfPage(index: number): boolean {
  return index > 0 && index % PAGE_ROWS === 0;
}

/** The large one: as many people as asked for, each with one column of every kind that connectors stumble over. */
function people({ person, forTable }: Material, rows: number): Table {
  const { createdAt, updatedAt, below } = forTable('people', rows);
  return {
    name: 'public.people',
    columns: `
      id SERIAL PRIMARY KEY,
      name TEXT NOT NULL,
      email TEXT NOT NULL,
      address TEXT NOT NULL,
      balance NUMERIC(12, 2) NOT NULL,
      is_active BOOLEAN NOT NULL,
      profile JSONB NOT NULL,
      created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      last_updated TIMESTAMPTZ NOT NULL DEFAULT now()`,
    indexes: ['(last_updated)'],
    serial: 'id',
    rows,
    row(index) {
      const { name, email, address, company, job } = person(index);
      const cents = below(20_000_000, index, BALANCE) - 5_000_000;
      const profile = JSON.stringify({ company, job, visits: below(1000, index, VISITS) });
      return [
        index + 1,
        name,
        email,
        address,
        (cents / 100).toFixed(2),
        below(4, index, ACTIVE) > 0,
        profile,
        createdAt(index),
        updatedAt(index),
      ];
    },
  };
}

/** Read through the bastion. Its ids are those of the API. */
function sampleUsers({ person, forTable }: Material): Table {
  const { updatedAt } = forTable('sample_users', SAMPLE_USERS);
  return {
    name: 'public.sample_users',
    columns: 'id TEXT PRIMARY KEY, name TEXT NOT NULL, modified_at TIMESTAMPTZ NOT NULL DEFAULT now()',
    indexes: ['(modified_at)'],
    rows: SAMPLE_USERS,
    row: (index) => [person(index).id, person(index).name, updatedAt(index)],
  };
}
