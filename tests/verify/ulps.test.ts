import { expect, it } from '@jest/globals';
import { presentUlps, ulpsApart } from '../../verify/values/ulps.ts';

it.each([
  ['19.99', '19.989999771118164', 64_424_509.44],
  ['9007199254740993', '9007199254740992', 0.5],
  ['-9007199254740993', '-9007199254740992', 0.5],
  ['1', '1', 0],
  ['2', '1', 2_251_799_813_685_248],
  ['1e-320', '0', 2024],
  ['0', '5e-324', 1],
  ['0.1', '0.3', 14_411_518_807_585_588],
])('%s and %s are %d units in the last place apart', (truth, found, ulps) => {
  expect((ulpsApart(truth, found) as number) / (ulps || 1)).toBeCloseTo(ulps === 0 ? 0 : 1, 6);
});

it.each([
  ['a', '1'],
  ['1', ''],
  ['1e400', '1'],
])('%s and %s are no numbers that can be told apart so', (truth, found) => {
  expect(ulpsApart(truth, found)).toBeUndefined();
});

it.each([
  [0.5, '0.5 ULP'],
  [1, '1 ULP'],
  [2.04, '2 ULPs'],
  [64_424_509.44, '64,424,509 ULPs'],
  [1.44e16, '1.4e+16 ULPs'],
])('%d is shown as %s', (ulps, text) => {
  expect(presentUlps(ulps)).toBe(text);
});
