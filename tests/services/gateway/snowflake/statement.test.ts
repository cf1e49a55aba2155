import { describe, expect, it } from '@jest/globals';
import { columnName } from '../../../../services/gateway/snowflake/select-list.ts';
import { parseStatement } from '../../../../services/gateway/snowflake/statement.ts';

const read = (sql: string) => parseStatement(sql, { user: 'reader', database: 'shop', schema: 'public' });

describe('a query', () => {
  it.each([
    [
      "SELECT * FROM products WHERE created_at > '1990-01-01'",
      "SELECT * FROM products WHERE created_at > '1990-01-01'",
    ],
    ['select 1;', 'select 1'],
    ['SELECT * FROM SHOP.PUBLIC.PRODUCTS', 'SELECT * FROM PUBLIC.PRODUCTS'],
    ['SELECT * FROM "SHOP"."PUBLIC"."PRODUCTS"', 'SELECT * FROM "public"."products"'],
    ['SELECT "Mixed", "PLAIN" FROM t', 'SELECT "Mixed", "plain" FROM t'],
    [
      "SELECT 'SHOP.A.B', '\"X\"', 'it''s; -- fine' FROM t",
      "SELECT 'SHOP.A.B', '\"X\"', 'it''s; -- fine' FROM t",
    ],
    ['SELECT 1 -- what; now\n', 'SELECT 1'],
    ['/* first */ SELECT /* '.concat("' */ 2"), 'SELECT   2'],
    ['SELECT CURRENT_DATE(), current_timestamp ( )', 'SELECT CURRENT_DATE, current_timestamp'],
    ['WITH a AS (SELECT 1) SELECT * FROM a', 'WITH a AS (SELECT 1) SELECT * FROM a'],
    ['(SELECT 1) UNION (SELECT 2)', '(SELECT 1) UNION (SELECT 2)'],
    // As the Python driver writes the value "it's; \\" into a statement.
    [String.raw`SELECT 'it\'s; \\' AS a`, String.raw`SELECT E'it\'s; \\' AS a`],
    ["SELECT $$it's; \\n$$", "SELECT $$it's; \\n$$"],
    ["SELECT 1 // it's\n, 2", 'SELECT 1  \n, 2'],
    [
      "SELECT '1'::NUMBER, '1'::number(10, 2), x::STRING(5)",
      "SELECT '1'::numeric(38,0), '1'::numeric(10, 2), x::text",
    ],
    ["SELECT CAST('x' AS TIMESTAMP_TZ)", "SELECT CAST('x' AS timestamptz)"],
    [
      'SELECT CAST((1 + 2) AS DOUBLE), CAST(1 AS DOUBLE PRECISION)',
      'SELECT CAST((1 + 2) AS double precision), CAST(1 AS DOUBLE PRECISION)',
    ],
    ['SELECT n FROM (SELECT 1 AS number)', 'SELECT n FROM (SELECT 1 AS number)'],
    ['SELECT current_database(), Current_User ( )', "SELECT 'SHOP'::text, 'READER'::text"],
    [
      "SELECT CURRENT_SCHEMA(), CURRENT_WAREHOUSE(), 'CURRENT_ROLE()'",
      "SELECT 'PUBLIC'::text, NULL::text, 'CURRENT_ROLE()'",
    ],
  ])('%s becomes %s', (sql, expected) => {
    expect(read(sql)).toMatchObject({ kind: 'select', sql: expected });
  });

  it.each([
    'shop.information_schema.columns',
    'information_schema.columns',
    'SHOP.INFORMATION_SCHEMA.COLUMNS',
    '"SHOP"."INFORMATION_SCHEMA"."COLUMNS"',
  ])('reads %s through the view of the same name', (view) => {
    const statement = read(`SELECT table_name FROM ${view} WHERE table_schema = 'PUBLIC'`);
    expect(statement).toMatchObject({
      kind: 'select',
      sql: expect.stringMatching(
        /^SELECT table_name FROM \(SELECT 'SHOP'::text[\s\S]* FROM information_schema\.columns\b[\s\S]*\) WHERE table_schema = 'PUBLIC'$/,
      ),
    });
  });
});

describe('the columns of a query', () => {
  it.each<[string, string[] | undefined]>([
    ['SELECT a, t."b" FROM t', ['a', 't."b"']],
    [
      'SELECT DISTINCT count(*), CASE WHEN a IS DISTINCT FROM b THEN 1 END AS c FROM t',
      ['count(*)', 'CASE WHEN a IS DISTINCT FROM b THEN 1 END AS c'],
    ],
    ["SELECT concat('a, ', b) x, EXTRACT(year FROM d)", ["concat('a, ', b) x", 'EXTRACT(year FROM d)']],
    ['WITH a AS (SELECT 1, 2) SELECT 3 UNION SELECT 4', ['3']],
    ['SELECT (SELECT 1 FROM t), "from, select"', ['(SELECT 1 FROM t)', '"from, select"']],
    ['SELECT *', undefined],
    ['SELECT 1, t.*  FROM t', undefined],
    ['(SELECT 1)', undefined],
  ])('%s are %j', (sql, columns) => {
    expect(read(sql)).toMatchObject({ kind: 'select' });
    expect((read(sql) as { columns?: string[] }).columns).toEqual(columns);
  });

  it.each([
    [undefined, 'amount', 'AMOUNT'],
    [undefined, 'Amount', 'Amount'],
    ['amount', 'amount', 'AMOUNT'],
    ['t . Amount', 'amount', 'AMOUNT'],
    ['1 AS "amount"', 'amount', 'amount'],
    ['1 AS "AMOUNT"', 'amount', 'AMOUNT'],
    ['1 x', 'x', 'X'],
    ['count(*)', 'count', 'COUNT(*)'],
    ["'abc'", '?column?', "'ABC'"],
    ['n::int', 'n', 'N::INT'],
    ['CURRENT_DATE', 'current_date', 'CURRENT_DATE'],
  ])('written %s and stored as %s is shown as %s', (written, stored, shown) => {
    expect(columnName(written, stored)).toBe(shown);
  });
});

describe('another statement', () => {
  it.each([
    ['SHOW PRIMARY KEYS IN TABLE products', { schema: 'public', table: 'products' }],
    ['show primary keys in Sales.Orders;', { schema: 'sales', table: 'orders' }],
    ['SHOW PRIMARY KEYS IN TABLE "SHOP"."Sales"."ORDERS"', { schema: 'Sales', table: 'orders' }],
  ])('%s asks for keys', (sql, table) => {
    expect(read(sql)).toEqual({ kind: 'primary-keys', table });
  });

  it.each([
    ['USE DATABASE other', { kind: 'use', database: 'other' }],
    ['use other', { kind: 'use', database: 'other' }],
    ['USE SCHEMA "Sales"', { kind: 'use', schema: 'Sales' }],
    ['USE SCHEMA Other.Sales', { kind: 'use', database: 'other', schema: 'sales' }],
    ['USE WAREHOUSE large', { kind: 'ignored' }],
    ['USE ROLE reader', { kind: 'ignored' }],
    ['USE SECONDARY ROLES ALL', { kind: 'ignored' }],
    ["ALTER SESSION SET TIMEZONE = 'UTC'", { kind: 'ignored' }],
  ])('%s concerns the session', (sql, expected) => {
    expect(read(sql)).toEqual(expected);
  });

  it.each([
    ['DROP TABLE products', '001003', "line 1 at position 0 unexpected 'DROP'"],
    ['\n  insert into t values (1)', '001003', "line 2 at position 2 unexpected 'insert'"],
    ['', '001003', "unexpected '<EOF>'"],
    ['SHOW PRIMARY KEYS', '001003', "unexpected 'SHOW'"],
    ['SELECT 1; SELECT 2', '000008', 'Actual statement count 2'],
    ["SELECT '1'; COMMIT; SELECT '2'", '000008', 'Actual statement count 3'],
  ])('%j is refused with %s', (sql, code, message) => {
    let refusal: unknown;
    try {
      read(sql);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
