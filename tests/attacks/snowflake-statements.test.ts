import { describe, expect, it } from '@jest/globals';
import { parseStatement } from '../../services/gateway/snowflake/statement.ts';

const facts = { user: 'reader', database: 'shop', schema: 'public' };
const LONG = 1_000_000;

/** That the cost grows with the length alone, `scanner-cost.test.ts` shows; here is what becomes of them. */
describe('a statement of a megabyte is read in one pass', () => {
  it.each([
    ['blanks in the middle', `select 1${' '.repeat(LONG)}x`],
    ['blanks at the end', `select 1${' '.repeat(LONG)}`],
    ['blanks before a semicolon', `select 1${' '.repeat(LONG)};`],
    ['lines', `select 1${'\n'.repeat(LONG)}x`],
    ['comments', `select 1${'/**/'.repeat(LONG / 4)}`],
    ['commas', `select 1${',1'.repeat(LONG / 2)}`],
    ['open parentheses', `select ${'('.repeat(LONG)}`],
    ['closed parentheses', `select ${')'.repeat(LONG)}`],
    ['a long word', `select ${'a'.repeat(LONG)}`],
    ['a long number', `select ${'1'.repeat(LONG)}`],
    ['dots', `select ${'a.'.repeat(LONG / 2)}`],
    ['names in quotes', `select ${'"a"'.repeat(LONG / 3)}`],
    ['casts', `select ${'::number('.repeat(LONG / 9)}`],
    ['sizes', `select 1::number(${'1,'.repeat(LONG / 2 - 20)}`],
    ['casts that do not end', `select ${'cast(1 as number '.repeat(LONG / 17)}`],
    ['functions', `select ${'current_user ('.repeat(LONG / 14)}`],
    ['DISTINCT and FROM', `select ${'distinct from '.repeat(LONG / 14)}`],
    ['views', `select ${'information_schema.'.repeat(LONG / 19)}`],
    ['dollars', `select ${'$'.repeat(LONG)}$`],
    ['doubled quotes', `select '${"''".repeat(LONG / 2)}'`],
    ['backslashes', `select '${'\\\\'.repeat(LONG / 2)}'`],
    ['NUL', `select 1${'\0'.repeat(LONG)}`],
  ])('%s', (_what, sql) => {
    const statement = parseStatement(sql, facts);
    expect(statement).toMatchObject({ kind: 'select' });
    // Nothing of it is lost but what means nothing, and little is added.
    const { length } = (statement as { readonly sql: string }).sql;
    expect(length).toBeLessThan(4 * sql.length);
    expect(length).toBeGreaterThan(6);
  });

  it.each([
    ['semicolons', `select 1${';'.repeat(LONG)}`, '000008'],
    ['a literal that does not end', `select '${'a'.repeat(LONG)}`, '001003'],
    ['quotes that do not end', `select ${"'a' ".repeat(LONG / 4)}'`, '001003'],
    ['a name that does not end', `select "${'a'.repeat(LONG)}`, '001003'],
    ['a comment that does not end', `select /*${'a'.repeat(LONG - 9)}`, '001003'],
    ['dollars that do not end', `select $$${'a'.repeat(LONG)}`, '001003'],
    ['only blanks', ' '.repeat(LONG), '001003'],
    ['a long unknown word', 'x'.repeat(LONG), '001003'],
    ['a long name to use', `use database ${'x'.repeat(LONG)}`, '002043'],
    ['many dots to use', `use ${'x.'.repeat(LONG / 2)}`, '001003'],
    ['10 MB of blanks', `select 1${' '.repeat(10 * LONG)}`, '001003'],
    [
      'a timeout that is none',
      `alter session set statement_timeout_in_seconds = ${'9'.repeat(LONG)}`,
      '001008',
    ],
  ])('%s is refused', (_what, sql, code) => {
    let refusal: Error | undefined;
    try {
      parseStatement(sql, facts);
    } catch (error) {
      refusal = error as Error;
    }
    expect(refusal).toMatchObject({ code });
    expect(refusal?.message.length).toBeLessThan(300);
  });
});
