import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const rows = readFileSync('INVARIANTS.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line));

it('numbers every invariant once, in order', () => {
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(rows.map((_, index) => index + 1));
});

/** Whole paths: no patterns, and no name of a file whose folder was said before. */
const enforcers = rows.flatMap((row) => {
  const paths = [...row.matchAll(/`((?:tests|core|playground|deploy|services|clients)\/[\w./-]+)`/g)];
  return paths.map(([, path]) => [row.split('|')[1]?.trim(), path as string] as const);
});

it.each(enforcers)('%s is enforced by %s, which is there', (_number, path) => {
  expect(existsSync(path)).toBe(true);
});
