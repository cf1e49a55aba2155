import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Undo } from '../../core/undo.ts';
import { usedBytes } from '../support/used-bytes.ts';
import { amountOf } from './growth/growth.ts';
import { growthOfApi } from './growth/of-api.ts';
import { growthOfGateway } from './growth/of-gateway.ts';
import { growthOfStores } from './growth/of-stores.ts';

const undo = new Undo();
afterAll(() => undo.run());
const ROWS = [
  ...(await growthOfApi(undo)),
  ...(await growthOfGateway(undo)),
  ...(await growthOfStores(undo)),
];

/** What the bounds leave is some 33 MiB. */
const MOST_BYTES = 100 * 1024 * 1024;
const usedBefore = usedBytes();

describe('20,000 names', () => {
  it.each(ROWS.map((row) => [row.where, row.what, row] as const))('%s: %s', async (_where, _what, row) => {
    expect(await row.grow()).toBeLessThanOrEqual(row.most ?? amountOf(row.bound));
    expect(await row.serves()).toBe(true);
  });

  it('fill no memory', () => {
    expect(usedBytes() - usedBefore).toBeLessThan(MOST_BYTES);
  });
});

/** `| where | what | bound | more | tested in |` */
const TABLE = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 7 && /^\d/.test(cells[3] ?? ''))
  .map(([, where, what, bound, , file = '']) => ({ where, what, bound, file: file.replaceAll('`', '') }));

describe('the table in docs/security.md', () => {
  it('has the rows that are tested here, with these bounds', () => {
    const here = TABLE.filter(({ file }) => file === 'tests/attacks/growth.test.ts');
    expect(here.map(({ file: _file, ...row }) => row)).toEqual(
      ROWS.map(({ where, what, bound }) => ({ where, what, bound })),
    );
  });

  it('says of each other row where it is tested', () => {
    expect(TABLE.filter(({ file }) => !existsSync(file))).toEqual([]);
    expect(TABLE.length).toBeGreaterThan(ROWS.length);
  });
});
