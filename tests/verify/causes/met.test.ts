import { expect, it } from '@jest/globals';
import type { Effects } from '../../../core/faults/effects.ts';
import { shownMet } from '../../../core/faults/met.ts';
import { metAfter, metBy, shownAt } from '../../../verify/causes/met.ts';

it.each<[Effects, object]>([
  [{ status: 500 }, { status: '500' }],
  [{ empty: true }, { empty: 'true' }],
  [
    { short: 37, clock: 5000 },
    { short: '37', clock: '5000' },
  ],
  [
    { next: 'other-host', cut: 'half' },
    { next: 'other-host', cut: 'half' },
  ],
  [
    { status: 429, headers: { 'Retry-After': '2, empty' } },
    { status: '429', headers: '{"Retry-After":"2, empty"}' },
  ],
  [
    { headers: { a: '}, empty' }, clock: 5 },
    { headers: '{"a":"}, empty"}', clock: '5' },
  ],
  [
    { clock: 5, body: 'a, empty: 1, hang' },
    { clock: '5', body: 'a, empty: 1, hang, after kill, clock: 7' },
  ],
  [
    { hang: true, latency: 3 },
    { hang: 'true', latency: '3' },
  ],
])('what %j did is read from the journal', (effects, met) => {
  const fault = shownMet({ do: effects, after: { kill: true, clock: 7 }, ids: [2, 13] });
  expect(metBy({ fault })).toMatchObject(met);
  expect(Object.keys(metBy({ fault }))).toEqual(Object.keys(met));
});

it('what happened after an answer is told apart', () => {
  const fault = shownMet({ do: { status: 500 }, after: { kill: true, clock: 7 }, ids: [1] });
  expect([metBy({ fault }), metAfter({ fault })]).toEqual([{ status: '500' }, { kill: 'true', clock: '7' }]);
});

it.each<[string | null, number]>([
  [null, 100_000],
  ['1: clock: 20000', 120_000],
  ['1: stale: 90000', 10_000],
  ['1, 2: clock: 20000, stale: 90000', 30_000],
  ['1: status: 200, after clock: 20000', 100_000],
])('with the fault %s an answer shows the right instant', (fault, at) => {
  expect(shownAt({ at: 100_000, fault })).toBe(at);
});
