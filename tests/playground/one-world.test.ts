import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { createDataset, type Person } from '../../fixtures/index.ts';
import { databaseTables } from '../../fixtures/tables/database.ts';
import { DOORS, type Doors } from './database-doors.ts';

// Two databases are made.
jest.setTimeout(120_000);

const ROWS = 300;
let seven: Doors;
let eight: Doors;
/** Person 17 as the API shows them. */
let person: Person;

beforeAll(async () => {
  const services = ['api', 'postgres', 'redshift', 'gateway'] as const;
  [seven, eight] = (await Promise.all(
    [7, 8].map((seed) => createPlayground({ services, seed, postgresRows: ROWS })),
  )) as [Doors, Doors];
  person = await personOf(seven, 17);
});

afterAll(async () => {
  await seven?.[Symbol.asyncDispose]();
  await eight?.[Symbol.asyncDispose]();
});

async function personOf({ endpoints }: Doors, number: number): Promise<Person> {
  const answer = await fetch(`${endpoints.api.url}/pagination/offset?offset=${number - 1}&limit=1`);
  return ((await answer.json()) as { data: [Person] }).data[0];
}

const firstOf = ({ name }: Person): string => name.slice(0, name.indexOf(' '));
const lastOf = ({ name }: Person): string => name.slice(name.indexOf(' ') + 1);
const placeOf = ({ address }: Person): readonly string[] => (address.split('\n')[1] as string).split(', ');

/** A table, where person 17 is in it, and what it must show of them. */
const SHOWN: ReadonlyArray<readonly [table: string, where: string, shown: (person: Person) => object]> = [
  ['public.users', 'id = 17', ({ name, email, updatedAt }) => ({ name, email, updated_at: updatedAt })],
  ['public.subscribers', 'id = 17', ({ name, email }) => ({ name, email })],
  [
    'public.people',
    'id = 17',
    ({ name, email, address, createdAt, updatedAt }) => ({
      ...{ name, email, address },
      created_at: createdAt,
      last_updated: updatedAt,
    }),
  ],
  ['public.sample_users', "id = '%ID%'", ({ id, name, updatedAt }) => ({ id, name, modified_at: updatedAt })],
  ['public.employee', 'id = 17', ({ name, email, job }) => ({ name, email, job_title: job })],
  [
    'tickit.users',
    'userid = 17',
    (shown) => ({
      firstname: firstOf(shown),
      lastname: lastOf(shown),
      email: shown.email,
      city: placeOf(shown)[0],
      state: placeOf(shown)[1]?.slice(0, 2),
    }),
  ],
];

describe.each(Object.entries(DOORS))('person 17, by the protocol of %s,', (_door, ask) => {
  it.each(SHOWN)('is in %s who the API says', async (table, where, shown) => {
    const rows = await ask(seven, `SELECT * FROM ${table} WHERE ${where.replace('%ID%', person.id)}`);
    expect(rows).toEqual([expect.objectContaining(shown(person))]);
  });

  it('is the only one with that e-mail', async () => {
    const counts = ['users', 'people', 'subscribers', 'employee', 'tickit.users'].map((table) =>
      ask(seven, `SELECT count(*) AS rows FROM ${table} WHERE email = '${person.email}'`),
    );
    for (const [count] of await Promise.all(counts)) expect(Number(count?.['rows'])).toBe(1);
  });

  it('has customers who are people, at the time when they were updated', async () => {
    const rows = await ask(
      seven,
      "SELECT * FROM testers.customers WHERE updated_at > '2024-01-01' ORDER BY 1",
    );
    const customers = await Promise.all([2, 4, 5].map((number) => personOf(seven, number)));
    expect(rows).toEqual(
      customers.map((customer) =>
        expect.objectContaining({
          first_name: firstOf(customer),
          last_name: lastOf(customer),
          email: customer.email,
          updated_at: customer.updatedAt,
        }),
      ),
    );
  });

  it('has orders that go to where people live, for products that there are', async () => {
    const orders = await ask(
      seven,
      `SELECT o.customer_id, o.street_address, o.city, o.zip, o.unit_price - p.price AS difference
       FROM snowflake.orders o JOIN snowflake.products p ON p.product_id = o.product_id ORDER BY o.customer_id`,
    );
    const people = await Promise.all([1, 2, 3, 4, 5].map((number) => personOf(seven, number)));
    expect(orders).toEqual(
      people.map((customer, index) => ({
        customer_id: index + 1,
        street_address: customer.address.split('\n')[0],
        city: placeOf(customer)[0],
        zip: placeOf(customer)[1]?.slice(3),
        difference: 0,
      })),
    );
  });

  it('has employees in the departments of the companies', async () => {
    const rows = await ask(seven, 'SELECT DISTINCT department FROM employee ORDER BY 1');
    const answer = await fetch(`${seven.endpoints.api.url}/cursors/1/departments`);
    const { data } = (await answer.json()) as { data: ReadonlyArray<{ department_name: string }> };
    expect(rows.map(({ department }) => department)).toEqual(
      data.map(({ department_name }) => department_name).toSorted(),
    );
  });
});

describe('seeds 7 and 8', () => {
  it.each(databaseTables(createDataset(), ROWS).map(({ name }) => name))('differ in %s', async (table) => {
    const worlds = await Promise.all(
      [seven, eight].map((world) => DOORS['Postgres']?.(world, `SELECT * FROM ${table} ORDER BY 1, 2`)),
    );
    expect(worlds[0]?.length).toBeGreaterThan(0);
    expect(worlds[0]?.length).toBe(worlds[1]?.length);
    expect(JSON.stringify(worlds[0])).not.toBe(JSON.stringify(worlds[1]));
  });

  it('have every table of the database', async () => {
    const rows = await DOORS['Postgres']?.(
      seven,
      "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
    );
    const names = databaseTables(createDataset(), ROWS).map(({ name }) => name);
    expect(rows?.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });
});
