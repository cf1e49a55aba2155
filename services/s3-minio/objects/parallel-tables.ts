import { below, tableKey } from '../../../fixtures/hash.ts';
import type { Person } from '../../../fixtures/index.ts';
import { toCsv } from './csv.ts';
import { productAt } from './products.ts';

type Row = readonly (string | number)[];

interface Table {
  readonly header: readonly string[];
  /** The row at a position from 0 on; a person lends it a time, a name or a reference. */
  readonly row: (index: number, person: Person) => Row;
}

const WAREHOUSES = ['North', 'South', 'Harbour'] as const;
const CHANNELS = ['email', 'search', 'radio', 'print'] as const;
const DEPARTMENTS = ['Engineering', 'HR', 'Finance', 'Sales'] as const;
const TICKET_STATES = ['open', 'waiting', 'solved'] as const;
const SUBJECTS = [
  'Delivery is late',
  'Invoice has a wrong address',
  'Part is missing',
  'How do I return it?',
] as const;
const METHODS = ['card', 'transfer', 'cash'] as const;

/** The eight tables that are fetched side by side, by name; the first column is the primary key of each. */
export const PARALLEL_TABLES: Readonly<Record<string, Table>> = {
  campaigns: {
    header: ['campaign_id', 'name', 'channel', 'budget', 'target_demographics', 'started_at'],
    row: (index, person) => [
      index + 1,
      `Campaign for ${person.job}`,
      pick(CHANNELS, index, 'campaigns'),
      1000 + 250 * draw(40, index, 'budgets'),
      JSON.stringify({
        age_from: 18 + draw(30, index, 'ages'),
        age_to: 50 + draw(30, index, 'ages to'),
        state: stateOf(person),
      }),
      person.createdAt,
    ],
  },
  customers: {
    header: ['customer_id', 'name', 'email', 'address', 'company', 'created_at', 'updated_at'],
    row: (_, person) => [
      ...[person.id, person.name, person.email, person.address],
      ...[person.company, person.createdAt, person.updatedAt],
    ],
  },
  employees: {
    header: ['employee_id', 'name', 'job', 'department', 'hired_at'],
    row: (index, person) => [
      index + 1,
      person.name,
      person.job,
      pick(DEPARTMENTS, index, 'employees'),
      person.createdAt,
    ],
  },
  inventory: {
    header: ['inventory_id', 'product_id', 'warehouse', 'quantity', 'counted_at'],
    row: (index, person) => [
      ...[index + 1, productAt(index).id, pick(WAREHOUSES, index, 'inventory')],
      ...[draw(500, index, 'quantities'), person.updatedAt],
    ],
  },
  orders: {
    header: ['order_id', 'customer_id', 'product_id', 'quantity', 'total', 'ordered_at'],
    row: (index, person) => {
      const { id, priceCents } = productAt(draw(100, index, 'orders'));
      const quantity = 1 + draw(9, index, 'ordered');
      return [
        index + 1,
        person.id,
        id,
        quantity,
        ((priceCents * quantity) / 100).toFixed(2),
        person.updatedAt,
      ];
    },
  },
  products: {
    header: ['product_id', 'name', 'category', 'price'],
    row: (index) => {
      const { id, name, category, priceCents } = productAt(index);
      return [id, name, category, (priceCents / 100).toFixed(2)];
    },
  },
  tickets: {
    header: ['ticket_id', 'customer_id', 'subject', 'status', 'opened_at'],
    row: (index, person) => [
      ...[index + 1, person.id, pick(SUBJECTS, index, 'subjects')],
      ...[pick(TICKET_STATES, index, 'tickets'), person.updatedAt],
    ],
  },
  transactions: {
    header: ['transaction_id', 'order_id', 'amount', 'currency', 'method', 'processed_at'],
    row: (index, person) => [
      ...[
        `T${String(index + 1).padStart(8, '0')}`,
        index + 1,
        (draw(100_000, index, 'amounts') / 100).toFixed(2),
      ],
      ...['EUR', pick(METHODS, index, 'methods'), person.updatedAt],
    ],
  },
};

/** One of the many small tables: a few people, each file from another place on. */
export const EXTRA_TABLE: Table = {
  header: ['id', 'name', 'email', 'updated_at'],
  row: (_, person) => [person.id, person.name, person.email, person.updatedAt],
};

export function tableCsv(table: Table, people: readonly Person[]): string {
  return toCsv(
    table.header,
    people.map((person, index) => table.row(index, person)),
  );
}

function draw(bound: number, index: number, field: string): number {
  return below(bound, tableKey(0, field), index, 0);
}

function pick<Item>(list: readonly Item[], index: number, field: string): Item {
  return list[draw(list.length, index, field)] as Item;
}

/** The two letters before the post code. */
function stateOf(person: Person): string {
  return person.address.split(' ').at(-2) ?? '';
}
