import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { walsender } from './raw-walsender.ts';
import { rowsOf, startTemporaryPostgres, type TemporaryPostgres } from './with-postgres.ts';

let postgres: TemporaryPostgres;

beforeAll(async () => {
  postgres = await startTemporaryPostgres({ rows: 10 });
});

afterAll(() => postgres.stop());

it.each([
  ['a seeded table', '', "UPDATE users SET name = 'Streamed' WHERE id = 1"],
  [
    'a table made later, without a key',
    "CREATE TABLE later (name TEXT); INSERT INTO later VALUES ('before')",
    "UPDATE later SET name = 'Streamed'",
  ],
  [
    'a table that lost its key',
    "CREATE TABLE keyed (id INT PRIMARY KEY, name TEXT); INSERT INTO keyed VALUES (1, 'before'); ALTER TABLE keyed DROP CONSTRAINT keyed_pkey",
    "UPDATE keyed SET name = 'Streamed'",
  ],
])('the publication that Debezium takes streams the changes of %s', async (_what, prepare, change) => {
  const { endpoints } = postgres;
  if (prepare) await rowsOf(endpoints, prepare);
  const client = await walsender(endpoints, endpoints.owner);
  try {
    await client.query('CREATE_REPLICATION_SLOT debezium TEMPORARY LOGICAL pgoutput');
    let streamed = '';
    client.connection.on('copyData', ({ chunk }: { chunk: Buffer }) => {
      streamed += chunk.toString('latin1');
    });
    client
      .query(
        "START_REPLICATION SLOT debezium LOGICAL 0/0 (proto_version '1', publication_names 'dbz_publication')",
      )
      .catch(() => undefined);
    await rowsOf(endpoints, change);
    await waitUntil('the change', () => streamed.includes('Streamed'));
  } finally {
    client.connection.stream.destroy();
  }
});

it.each(['users', 'sample_users', 'employee_table', 'iot.alerts', 'tickit.event', 'snowflake.orders'])(
  'every row of %s can be updated and deleted although it is published',
  async (table) => {
    const { endpoints } = postgres;
    const [column] = await rowsOf(
      endpoints,
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum = 1`,
    );
    await rowsOf(endpoints, `BEGIN; UPDATE ${table} SET ${column?.['name']} = ${column?.['name']}; ROLLBACK`);
  },
);

// Debezium's snapshot reads every table that is there, and ends with the first that it may not read.
it.each(['owner', 'reader'] as const)('the %s may read every table that clients see', async (role) => {
  const { endpoints } = postgres;
  const hidden = await rowsOf(
    endpoints,
    `SELECT format('%s.%s', nspname, relname) AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND nspname !~ '^(pg_|information_schema$)'
       AND NOT (has_schema_privilege(nspname, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT'))`,
    endpoints[role],
  );
  expect(hidden).toEqual([]);
});
