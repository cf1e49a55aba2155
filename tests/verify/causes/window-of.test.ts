import { expect, it } from '@jest/globals';
import type { Effects } from '../../../core/faults/effects.ts';
import { shownMet } from '../../../core/faults/met.ts';
import type { Asked } from '../../../verify/causes/asked.ts';
import { windowOf } from '../../../verify/causes/window-of.ts';
import { ANCHOR, foundRows, STILL } from '../right-rows.ts';
import { verdictOn } from '../verdict-on.ts';

const HOUR = 3_600_000;
const AT = ANCHOR + HOUR;

const asked = (effects: Effects, after: Effects = {}): Asked => ({
  ...{ number: 1, at: AT, service: 'api', operation: 'GET', target: '/incremental/timestamp' },
  ...{ route: 'incremental_timestamp', rows: null, status: 200, errorCode: null, aborted: false },
  fault: shownMet({ do: effects, after, ids: [1] }),
});

it.each<[string, Asked, number]>([
  ['nothing moves the clock', asked({ empty: true }), 0],
  ['the clock moves before the answer', asked({ clock: 5 * HOUR }), 5],
  ['the answer is as of earlier', asked({ stale: 2 * HOUR }), 0],
  ['both', asked({ clock: 5 * HOUR, stale: 2 * HOUR }), 3],
  ['the clock moves after the answer', asked({}, { clock: 5 * HOUR }), 0],
])('a sync whose only request met this: %s', (_what, request, hours) => {
  const to = AT + hours * HOUR;
  expect(windowOf([request])).toEqual({ from: AT, to, instants: [to] });
});

it('rows of an answer before which the clock moved are right', async () => {
  const world = { ...STILL, world: 'living' };
  const rows = foundRows('people', undefined, { world, at: AT + 5 * HOUR });
  const verdict = (request: Asked): Promise<object> =>
    verdictOn(rows, {}, { world, now: AT, journal: { entries: async () => [request] } });
  expect(await verdict(asked({ clock: 5 * HOUR }))).toMatchObject({ result: 'equal', equal: rows.length });
  expect(await verdict(asked({}))).toMatchObject({ result: 'differs' });
});
