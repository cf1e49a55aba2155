import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataset, DEFAULT_DATASET } from '../../../fixtures/index.ts';
import { rowsOf, startTemporaryPostgres, type TemporaryPostgres } from './with-postgres.ts';

const dataset = createDataset();
const progress = new Map<string, number>();
let postgres: TemporaryPostgres;

beforeAll(async () => {
  postgres = await startTemporaryPostgres({
    rows: 20_000,
    onProgress: (table, done) => progress.set(table, done),
  });
});

afterAll(() => postgres.stop());

describe('the seeded tables', () => {
  it.each([
    ['public.users', 200],
    ['public.subscribers', 200],
    ['public.people', 20_000],
    ['public.sample_users', 2500],
    ['public.sample_table', 6],
    ['public.product_inventory', 5],
    ['public.employee_table', 2],
    ['public.employee', 1200],
    ['public.sensor_data', 2500],
    ['public.sensor_embeddings', 100],
    ['iot.devices', 25],
    ['iot.sensor_readings', 2500],
    ['iot.alerts', 40],
    ['iot.maintenance_log', 10],
    ['testers.customers', 5],
    ['snowflake.products', 3],
    ['snowflake.orders', 5],
    ['tickit.users', 200],
    ['tickit.venue', 12],
    ['tickit.category', 11],
    ['tickit.date', 865],
    ['tickit.event', 25_000],
    ['tickit.listing', 200],
    ['tickit.sales', 100],
  ])('%s has %i rows', async (table, rows) => {
    expect(await rowsOf(postgres.endpoints, `SELECT count(*)::int AS rows FROM ${table}`)).toEqual([
      { rows },
    ]);
    expect(progress.get(table)).toBe(rows);
  });

  it('are all named above', async () => {
    const [found] = await rowsOf(
      postgres.endpoints,
      "SELECT count(*)::int AS tables FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')",
    );
    expect(found).toEqual({ tables: progress.size });
  });

  it('show the people of the dataset', async () => {
    const users = await rowsOf(postgres.endpoints, 'SELECT * FROM users ORDER BY id');
    expect(users.map(({ name, email }) => [name, email])).toEqual(
      users.map((_, index) => [dataset.people.at(index).name, dataset.people.at(index).email]),
    );
    expect(users.map(({ updated_at }) => updated_at)).toEqual(
      users.map((_, index) => new Date(dataset.people.at(index).updatedAt)),
    );
    const people = await rowsOf(
      postgres.endpoints,
      'SELECT * FROM people WHERE id IN (1, 20000) ORDER BY id',
    );
    for (const [position, index] of [0, 19_999].entries()) {
      const { name, email, address, company, job, createdAt, updatedAt } = dataset.people.at(index);
      expect(people[position]).toMatchObject({
        ...{ name, email, address, profile: { company, job } },
        created_at: new Date(createdAt),
        last_updated: new Date(updatedAt),
      });
    }
    const samples = await rowsOf(
      postgres.endpoints,
      'SELECT * FROM sample_users ORDER BY modified_at DESC LIMIT 200',
    );
    expect(samples.toReversed()).toEqual(
      users.map((_, index) => {
        const { id, name, updatedAt } = dataset.people.at(index);
        return { id, name, modified_at: new Date(updatedAt) };
      }),
    );
  });

  it.each([
    ['users', 'updated_at'],
    ['subscribers', 'updated_at'],
    ['people', 'last_updated'],
    ['sample_users', 'modified_at'],
    ['product_inventory', 'last_updated'],
    ['employee', 'hire_date'],
    ['sensor_data', 'time::timestamptz'],
    ['sensor_embeddings', 'created_at'],
    ['iot.sensor_readings', 'updated_at'],
    ['snowflake.orders', 'created_at'],
    ['testers.customers', 'updated_at'],
    ['tickit.date', 'caldate'],
    ['tickit.event', 'starttime'],
    ['tickit.sales', 'saletime'],
  ])('all times of %s lie before the anchor', async (table, column) => {
    const [newest] = await rowsOf(
      postgres.endpoints,
      `SELECT extract(epoch FROM max(${column}))::float8 * 1000 AS time FROM ${table}`,
    );
    expect(newest?.['time']).toBeLessThan(DEFAULT_DATASET.anchor);
  });

  it('go on counting where the seed ends', async () => {
    const [inserted] = await rowsOf(
      postgres.endpoints,
      "INSERT INTO users (name, email) VALUES ('New', 'new@example.com') RETURNING id",
    );
    expect(inserted).toEqual({ id: 201 });
  });

  it.each([
    ['iot.sensor_readings', 'device_id', 'iot.devices', 'device_id'],
    ['tickit.event', 'dateid', 'tickit.date', 'dateid'],
    ['tickit.listing', 'eventid', 'tickit.event', 'eventid'],
    ['tickit.sales', 'listid', 'tickit.listing', 'listid'],
    ['tickit.sales', 'buyerid', 'tickit.users', 'userid'],
  ])('%s.%s names a row of %s', async (table, column, other, key) => {
    const strays = await rowsOf(
      postgres.endpoints,
      `SELECT ${column} FROM ${table} WHERE ${column} NOT IN (SELECT ${key} FROM ${other})`,
    );
    expect(strays).toEqual([]);
  });

  it('put every event on its day', async () => {
    const [wrong] = await rowsOf(
      postgres.endpoints,
      'SELECT count(*)::int AS events FROM tickit.event JOIN tickit.date USING (dateid) WHERE starttime::date <> caldate',
    );
    expect(wrong).toEqual({ events: 0 });
  });
});
