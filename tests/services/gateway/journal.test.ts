import { expect, it } from '@jest/globals';
import { Journal } from '../../../services/gateway/journal.ts';

const request = { host: 'api.sample.test', method: 'GET', url: 'https://api.sample.test/' };

it.each([
  [0, [], 0],
  [1, [1], 1],
  [1000, [1, 1000], 1000],
  [1001, [2, 1001], 1000],
  [1999, [1000, 1999], 1000],
  [2000, [1001, 2000], 1000],
  [5432, [4433, 5432], 1000],
])('of %i requests the last thousand are kept', (count, ends, kept) => {
  const journal = new Journal();
  for (let number = 0; number < count; number += 1) journal.begin(number, request);
  const numbers = journal.entries.map(({ number }) => number);
  expect([...new Set([...numbers.slice(0, 1), ...numbers.slice(-1)])]).toEqual(ends);
  expect([numbers.length, journal.count]).toEqual([kept, count]);
});

it('is empty again after it was cleared, and counts from 1', () => {
  const journal = new Journal();
  journal.begin(0, request);
  journal.clear();
  expect([journal.entries, journal.count]).toEqual([[], 0]);
  expect(journal.begin(1_000, request)).toMatchObject({
    number: 1,
    at: '1970-01-01T00:00:01.000Z',
    ...request,
  });
});
