import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postgresQuery } from '../../../../services/gateway/snowflake/postgres-query.ts';
import { presentUrl } from '../../../../services/postgres-seed/endpoints.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from '../../postgres-seed/with-postgres.ts';
import type { Mounted } from '../stand-ins/mount.ts';
import { mountSnowflake, session } from './sign-in.ts';

let postgres: TemporaryPostgres;
let snowflake: Mounted;
let run: Awaited<ReturnType<typeof session>>;

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  snowflake = await mountSnowflake(postgresQuery(presentUrl(postgres.endpoints.reader, postgres.endpoints)));
  run = await session(snowflake);
});

afterAll(async () => {
  await snowflake?.close();
  await postgres?.stop();
});

describe('Snowflake over the seeded database', () => {
  it('describes the columns of the two tables of the public example', async () => {
    const { data } = await run(
      "SELECT table_name, column_name, data_type FROM shop.information_schema.columns WHERE table_schema = 'SNOWFLAKE';",
    );
    expect(data.rowset).toHaveLength(23);
    expect(data.rowset).toEqual(
      expect.arrayContaining([
        ['PRODUCTS', 'PRODUCT_ID', 'NUMBER'],
        ['PRODUCTS', 'IN_STOCK', 'BOOLEAN'],
        ['PRODUCTS', 'PRICE', 'FLOAT'],
        ['ORDERS', 'ORDER_ID', 'TEXT'],
        ['ORDERS', 'CREATED_AT', 'DATE'],
      ]),
    );
  });

  it('lists tables', async () => {
    const { data } = await run(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'SNOWFLAKE'",
    );
    expect(data.rowset.flat().sort()).toEqual(['ORDERS', 'PRODUCTS']);
  });

  it.each([
    ['products', 'PRODUCT_ID'],
    ['orders', 'ORDER_ID'],
  ])('tells the key of %s at index 4', async (table, column) => {
    const { data } = await run(`SHOW PRIMARY KEYS IN TABLE ${table}`);
    expect(data.rowset.map((row: string[]) => row[4])).toEqual([column]);
    expect(data.rowtype.map(({ name }: { name: string }) => name).slice(1, 6)).toEqual([
      'database_name',
      'schema_name',
      'table_name',
      'column_name',
      'key_sequence',
    ]);
  });

  it.each([
    ['products', 3],
    ['"ORDERS"', 5],
    ['SHOP.SNOWFLAKE.ORDERS', 5],
  ])('reads %s (%i rows)', async (table, rows) => {
    const { data } = await run(`SELECT * FROM ${table} WHERE created_at > '1990-01-01'`);
    expect([data.rowset.length, data.total]).toEqual([rows, rows]);
  });

  it('takes values as the drivers write them into a statement', async () => {
    const { data } = await run(String.raw`SELECT 'it\'s \\ a \n " %' AS s, 'a''b'`);
    expect(data.rowset).toEqual([['it\'s \\ a \n " %', "a'b"]]);
    expect(data.rowtype.map(({ name }: { name: string }) => name)).toEqual(['S', "'A''B'"]);
  });

  it('knows digits and characters from the table', async () => {
    const { data } = await run(
      "SELECT CAST('1.5' AS NUMBER(10,2)) AS n, CAST('x' AS VARCHAR(10)) AS v, ARRAY[1,2] AS a, product_code FROM products LIMIT 1",
    );
    expect(data.rowtype).toMatchObject([
      { name: 'N', precision: 10, scale: 2 },
      { name: 'V', length: 10, byteLength: 40 },
      { name: 'A', type: 'array' },
      { name: 'PRODUCT_CODE', length: 10 },
    ]);
    expect(data.rowset[0].slice(0, 3)).toEqual(['1.50', 'x', '[1,2]']);
  });

  it('writes each type as the drivers read it', async () => {
    const { data } = await run(
      "SELECT 1::int2 a, 2.50::numeric b, 0.5::float8 c, true d, DATE '2024-10-04' e, TIMESTAMPTZ '2025-01-01 00:00+00' f, NULL::text g, '{}'::jsonb h",
    );
    expect(data.rowtype.map(({ type }: { type: string }) => type)).toEqual([
      'fixed',
      'fixed',
      'real',
      'boolean',
      'date',
      'timestamp_tz',
      'text',
      'variant',
    ]);
    expect(data.rowset).toEqual([
      ['1', '2.50', '0.5', '1', '20000', '1735689600.000000000 1440', null, '{}'],
    ]);
  });

  it.each([
    ['a table that is not there', 'SELECT * FROM nowhere', '002003', "Object 'NOWHERE'"],
    ['keys of a table that is not there', 'SHOW PRIMARY KEYS IN TABLE nowhere', '002003', 'NOWHERE'],
    ['another database', 'SELECT * FROM other.public.t', '002003', "'OTHER.PUBLIC.T'"],
    ['a column that is not there', 'SELECT wrong FROM products', '000904', "'WRONG'"],
    ['a slip', 'SELECT * FORM products', '001003', "unexpected 'FORM'"],
    [
      'writing in a query',
      'WITH d AS (DELETE FROM products RETURNING 1) SELECT * FROM d',
      '001003',
      'read-only',
    ],
    [
      'a way out of the transaction',
      "SELECT set_config('transaction_read_only', 'off', false)",
      '001003',
      'read-write',
    ],
    [
      'a statement behind a quote',
      "SELECT E'\\'' ; COMMIT; DROP TABLE products; --'",
      '000008',
      'statement count 3',
    ],
    ['a schema that is not there', 'USE SCHEMA nowhere', '002043', 'Object does not exist'],
    ['a function that is not there', 'SELECT nothing(1)', '002140', 'Unknown function NOTHING'],
    ['a column that is not grouped', 'SELECT price, count(*) FROM products', '000979', '[PRODUCTS.PRICE]'],
    ['a column of a table by another name', 'SELECT p.wrong FROM products p', '000904', "'P.WRONG'"],
    ['a column in quotes', 'SELECT "a""B" FROM products', '000904', `'a"B'`],
    ['a table in quotes', 'SELECT * FROM "a""B"', '002003', `'a"B'`],
    ['a table that the query does not name', 'SELECT other.x FROM products', '002003', "'OTHER'"],
    ['a function in quotes', 'SELECT "f(x"(1)', '002140', 'Unknown function F(X'],
    [
      'an operator that is not there',
      "SELECT 'a'::text + 1",
      '001003',
      'operator does not exist: text + integer',
    ],
    [
      'what PostgreSQL does not do',
      'SELECT CASE WHEN true THEN generate_series(1, 2) END',
      '001003',
      'not allowed in CASE',
    ],
    ['a word for a UUID', "SELECT 'x'::uuid", '001003', 'invalid input syntax for type uuid'],
    ['a word for JSON', "SELECT 'x'::VARIANT", '001003', 'invalid input syntax for type json'],
    ['a word for an array', "SELECT 'x'::int[]", '001003', 'malformed array literal'],
    [
      'a column that a subquery does not group',
      'SELECT (SELECT p.price) FROM products p GROUP BY in_stock',
      '000979',
      '[P.PRICE]',
    ],
    ['a division by zero', 'SELECT 1/0', '100051', 'Division by zero'],
    ['a word for a number', "SELECT 'x'::NUMBER", '100038', "Numeric value 'x' is not recognized"],
    ['a word for a truth value', "SELECT 'x'::BOOLEAN", '100037', "Boolean value 'x' is not recognized"],
    ['a word for a date', "SELECT 'x'::DATE", '100040', "Date 'x' is not recognized"],
    ['a word for an instant', "SELECT 'x'::TIMESTAMP_TZ", '100035', "Timestamp 'x' is not recognized"],
    ['a word for a time', "SELECT 'x'::TIME", '100108', "Time 'x' is not recognized"],
  ])('refuses %s', async (_what, sql, code, message) => {
    expect(await run(sql)).toMatchObject({ success: false, code, message: expect.stringContaining(message) });
    expect((await run('SELECT * FROM products')).data.total).toBe(3);
  });
});
