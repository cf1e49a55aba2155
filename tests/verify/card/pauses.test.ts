import { expect, it } from '@jest/globals';
import { pauseBetween } from '../../../verify/card/tries.ts';
import type { Asked } from '../../../verify/causes/asked.ts';

/** A request at so many ms by the machine's clock, and the world's. */
function asked(receivedAt: number, at: number, durationMs = 0): Asked {
  return {
    ...{ number: 1, service: 'api', operation: 'GET', target: '/', route: null, rows: null, status: 429 },
    ...{ errorCode: null, aborted: false, receivedAt, at, durationMs },
  };
}

it.each<[what: string, one: Asked, next: Asked, pause: number]>([
  ['clocks that run alike', asked(0, 0, 300), asked(2300, 2300), 2000],
  ['a wait in the time of the world alone', asked(0, 0), asked(5, 2000), 2000],
  ['the same after an answer that took a while', asked(0, 0, 300), asked(305, 2000), 2000],
  ['a clock that stands', asked(0, 0, 300), asked(310, 0), 10],
  ['a clock that runs, after a slow answer', asked(0, 0, 3000), asked(3010, 3010), 10],
])('between two tries, with %s', (_what, one, next, pause) => {
  expect(pauseBetween(one, next)).toBe(pause);
});
