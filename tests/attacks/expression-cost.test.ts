import { describe, expect, it } from '@jest/globals';
import Router from '@koa/router';
import { check } from 'recheck';
import { findExpressions, findRoutePaths } from '../support/find-expressions.ts';

const SERVED = ['services', 'core', 'authority', 'fixtures', 'recordings'];
const found = await findExpressions(...SERVED);
const routePaths = await findRoutePaths(...SERVED);

/** The kinds of expressions that are built while the program runs, and where. */
const BUILT: readonly (readonly [file: string, expression: RegExp])[] = [
  ['services/redshift/unload/text-format.ts', /[,"\r\n]/],
  ['services/redshift/unload/text-format.ts', /[|\\\r\n"']/g],
  ['services/redshift/unload/tokens.ts', /"/g],
  ['services/redshift/unload/tokens.ts', /'|\\/g],
];

describe('every regular expression in the services costs as much as the text is long:', () => {
  const rows = found.filter(({ expression }) => expression !== undefined);
  it.each(distinct(rows.map(({ expression }) => String(expression))))('%s', async (text) => {
    const { expression } = rows.find((row) => String(row.expression) === text) as { expression: RegExp };
    expect(await costOf(expression)).toBe('linear');
  });

  it.each(BUILT)('%s builds %s', async (_, expression) => {
    expect(await costOf(expression)).toBe('linear');
  });

  it('none is built while the program runs but those of the table', () => {
    const built = found.filter(({ expression }) => expression === undefined).map(({ file }) => file);
    expect(built.sort()).toEqual(BUILT.map(([file]) => file).sort());
  });
});

describe('what a router makes of the paths with parameters costs as much as a path is long:', () => {
  it.each(routePaths)('%s', async (path) => {
    const router = new Router();
    router.get(path, () => undefined);
    expect(await costOf((router.stack[0] as { regexp: RegExp }).regexp)).toBe('linear');
  });
});

describe('the analysis', () => {
  it.each([
    [/\s*;$/, 'vulnerable: 2nd degree polynomial'],
    [/^(a+)+$/, 'vulnerable: exponential'],
    [/^\d+-\d+$/, 'linear'],
  ])('calls %s %s', async (expression, cost) => {
    expect(await costOf(expression)).toBe(cost);
  });

  it('sees the expressions that the folders have', () => {
    expect(found.length).toBeGreaterThan(100);
    expect(found.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['core/mask-secrets.ts', 'authority/host.ts', 'services/s3-minio/xml.ts']),
    );
  });
});

/**
 * The cost of the whole search: an expression without `^` is tried from every position, which makes `\s*;$`
 * quadratic, although each single try is linear.
 */
async function costOf({ source, flags }: RegExp): Promise<string> {
  const found = await check(source, flags, { timeout: 60_000 });
  if (found.status === 'safe') return 'linear';
  return `${found.status}: ${found.status === 'vulnerable' ? found.complexity.summary : found.error.kind}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
