import { expect, it } from '@jest/globals';
import { parseFault } from '../../../core/faults/parse-fault.ts';
import { WalkPages } from '../../../core/faults/walk-pages.ts';
import { planOf } from './faulty-service.ts';

const MOST = 10_000;
const FAULT = { on: { service: 'test' }, do: 'reset' };

it('a plan knows how often a request was tried, of those asked last', () => {
  const plan = planOf(FAULT);
  const ask = (path: string): boolean => plan.meet({ service: 'test', path }) !== undefined;
  expect([ask('/first'), ask('/first')]).toEqual([true, false]);
  for (let number = 1; number < MOST; number += 1) ask(`/${number}`);
  expect(ask('/first')).toBe(false);
  for (let number = 0; number < MOST; number += 1) ask(`/other/${number}`);
  expect(ask('/first')).toBe(true);
});

it('a plan has at most 100 faults', () => {
  const plan = planOf(...Array.from({ length: 100 }, () => FAULT));
  expect(() => plan.add(parseFault(FAULT, 'fault'))).toThrow('A fault plan has at most 100 faults.');
  plan.clear(1);
  expect(plan.add(parseFault(FAULT, 'fault'))).toHaveLength(1);
});

it('the pages of cursors are known, of those used last', () => {
  const pages = new WalkPages();
  for (let number = 0; number <= MOST; number += 1) pages.leadsOn('/walk', 1, `cursor ${number}`);
  expect(['cursor 0', 'cursor 1', `cursor ${MOST}`].map((cursor) => pages.pageOf('/walk', cursor))).toEqual([
    undefined,
    2,
    2,
  ]);
});
