import { describe, expect, it } from '@jest/globals';
import { parseStatement } from '../../../../services/gateway/snowflake/statement.ts';

const read = (sql: string) => parseStatement(sql, { database: 'shop', schema: 'public' });

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
  ])('%s becomes %s', (sql, expected) => {
    expect(read(sql)).toEqual({ kind: 'select', sql: expected });
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
        /^SELECT table_name FROM \(SELECT 'SHOP'::text[\s\S]* FROM information_schema\.columns [\s\S]*\) WHERE table_schema = 'PUBLIC'$/,
      ),
    });
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
