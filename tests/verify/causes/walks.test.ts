import { expect, it } from '@jest/globals';
import type { Asked } from '../../../verify/causes/asked.ts';
import { walksIn } from '../../../verify/causes/walks.ts';

const KEYSET = '/pagination/keyset';
const TIME = btoa('2026-01-01T00:00:00Z').replace(/=*$/, '');

/** `offset=50!` failed, `scroll_param=a>b` gave the cursor `b`. */
function requests(written: readonly string[]): readonly Asked[] {
  return written.map((text, index) => {
    const [target = '', next] = text.replace('!', '').split('>');
    const [path, query] = target.includes('/') ? target.split('?') : ['/pagination/offset', target];
    return {
      ...{ number: index + 1, at: 0, service: 'api', operation: 'GET', route: path ?? '' },
      ...{ target: query ? `${path}?${query}` : (path ?? ''), rows: null, errorCode: null, aborted: false },
      ...{ status: text.includes('!') ? 500 : 200, page: next ? { isLast: false, next } : null },
    };
  });
}

it.each<[what: string, asked: readonly string[], walks: readonly (readonly number[])[]]>([
  ['pages by offset', ['limit=50', 'limit=50&offset=50', 'limit=50&offset=100'], [[1, 2, 3]]],
  ['pages by number', ['page=1', 'page=2', 'page=3'], [[1, 2, 3]]],
  [
    'a walk and the next',
    ['page=1', 'page=2', 'page=1', 'page=2'],
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ['a first page that is asked again', ['page=1!', 'page=1', 'page=2'], [[1, 2, 3]]],
  ['a page that is asked again', ['page=1', 'page=2!', 'page=2', 'page=3'], [[1, 2, 3, 4]]],
  ['a second page that was faster', ['page=2', 'page=1', 'page=3'], [[1, 2, 3]]],
  ['pages of other sizes', ['limit=50', 'limit=20&offset=50'], [[1, 2]]],
  [
    'other lists',
    ['order_by=a', 'order_by=b', 'order_by=a&offset=50', 'order_by=b&offset=50'],
    [
      [1, 3],
      [2, 4],
    ],
  ],
  ['a since that moves', ['updated_since=a', 'updated_since=a&offset=50', 'updated_since=b'], [[1, 2], [3]]],
  [
    'cursors of two walks at the same time',
    [
      `${KEYSET}>a`,
      `${KEYSET}?updated_since=x>b`,
      `${KEYSET}?scroll_param=a>c`,
      `${KEYSET}?scroll_param=b>d`,
      `${KEYSET}?scroll_param=d`,
      `${KEYSET}?scroll_param=c`,
    ],
    [
      [1, 3, 6],
      [2, 4, 5],
    ],
  ],
  [
    'times that a client takes for cursors',
    [
      `${KEYSET}>a`,
      `${KEYSET}?scroll_param=${TIME}!`,
      `${KEYSET}?scroll_param=${TIME}>b`,
      `${KEYSET}?scroll_param=b`,
    ],
    [[1], [2, 3, 4]],
  ],
  [
    'URLs that the answers give',
    ['/people>http://other:1/people?order_by=a&page=2', '/people?order_by=a&page=2'],
    [[1, 2]],
  ],
])('%s', (_what, asked, walks) => {
  expect(walksIn(requests(asked)).map((walk) => walk.requests.map(({ number }) => number))).toEqual(walks);
});
