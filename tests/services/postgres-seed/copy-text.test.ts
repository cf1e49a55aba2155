import { expect, it } from '@jest/globals';
import { presentCopyRow } from '../../../services/postgres-seed/seed/copy-text.ts';

it.each([
  [['a', 1, true, null], 'a\t1\ttrue\t\\N\n'],
  [['one\ntwo\rthree\tfour'], 'one\\ntwo\\rthree\\tfour\n'],
  [['back\\slash', '\\N'], 'back\\\\slash\t\\\\N\n'],
  [['', 'é 😀'], '\té 😀\n'],
  [[-0.5, 1e21], '-0.5\t1e+21\n'],
])('%j becomes one line of COPY', (row, line) => {
  expect(presentCopyRow(row)).toBe(line);
});
