import { describe, expect, it } from '@jest/globals';
import { compare } from './compare.ts';
import { parseRow } from './known-differences.ts';
import { placesOf } from './places-of.ts';

describe('a row of the table', () => {
  const row = parseRow(
    '| `id` | `GET /a?*` `GET /b` | `status` | `error: Wrong *.` | `status: 200` | Why. |',
  );
  const difference = { aspect: 'status', ours: '400', original: '200' };
  const ours = { status: '400', error: 'Wrong (really).' };
  const original = { status: '200' };

  it.each([
    ['what it names', true, 'GET /a?x=1', difference, ours, original],
    ['its second pattern', true, 'GET /b', difference, ours, original],
    ['another request', false, 'GET /bb', difference, ours, original],
    ['another aspect', false, 'GET /b', { ...difference, aspect: 'order' }, ours, original],
    ['another text of ours', false, 'GET /b', difference, { ...ours, error: 'Wrong' }, original],
    ['no text of ours', false, 'GET /b', difference, { status: '400' }, original],
    ['another status of the original', false, 'GET /b', difference, ours, { status: '500' }],
  ])('%s: covered is %s', (_, covered, name, differing, oursObserved, originalObserved) => {
    expect(row.covers(name, differing, oursObserved, originalObserved)).toBe(covered);
  });
});

it.each([
  ['nothing', { status: '200', rows: '1' }, { status: '200', rows: '1' }, []],
  ['the status alone', { status: '400', error: 'x' }, { status: '200', rows: '1' }, ['status']],
  ['an aspect of one side only', { status: '200', rows: '1' }, { status: '200' }, ['rows']],
  [
    'the media type and no field',
    { status: '404', media_type: 'application/json', fields: 'error', error: 'x' },
    { status: '404', media_type: 'text/html', error: 'y' },
    ['media_type', 'error'],
  ],
])('compares two answers and reports %s', (_, ours, original, aspects) => {
  expect(compare(ours, original).map(({ aspect }) => aspect)).toEqual(aspects);
});

it.each([
  [[], ''],
  [[7], '7'],
  [[0, 1, 2], '0..2'],
  [[9, 8, 7, 3], '9..7 3'],
  [[0, 1, 0], '0..1 0'],
])('writes the places %j as %j', (ranks, text) => {
  expect(placesOf(ranks)).toBe(text);
});
