import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/index.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf } from '../../../support/walk-pages.ts';

const PATH = '/incremental/step';
const dataset = createDataset({ records: 1e9 });
const api = await startApi({ dataset });
afterAll(() => api.stop());

describe(PATH, () => {
  it.each([
    [1, 1],
    [1, 100],
    [1, 1000],
    [501, 1501],
    [999_999_000, 1_000_000_000],
    [1_000_000_000, 1_000_000_000],
  ])('gives the people from %d to %d, with their position for an id', async (first, last) => {
    const expected = peopleOf(dataset, first - 1, last).map((person, index) => ({
      ...person,
      id: String(first + index),
    }));
    const answer = await api.get(`${PATH}?start_id=${first}&end_id=${last}`);
    expect(answer.json()).toEqual({ data: expected });
  });

  it.each([
    [999_999_999, 1_000_000_500, 2],
    [1_000_000_001, 1_000_001_000, 0],
    [9_007_199_254_740_991, 9_007_199_254_740_991, 0],
  ])('from %d to %d gives %d: who is there', async (first, last, count) => {
    const answer = await api.get(`${PATH}?start_id=${first}&end_id=${last}`);
    expect(answer.json<{ data: unknown[] }>().data).toHaveLength(count);
  });

  const both = "Both 'start_id' and 'end_id' parameters are required";
  const startTooSmall = "Invalid value for 'start_id'. It must be greater than or equal to 1.";
  const endTooSmall = "Invalid value for 'end_id'. It must be greater than or equal to 'start_id'.";
  it.each([
    ['', both],
    ['start_id=1', both],
    ['end_id=1', both],
    ['start_id=0&end_id=10', startTooSmall],
    ['start_id=-5&end_id=10', startTooSmall],
    ['start_id=-9007199254740993&end_id=10', startTooSmall],
    ['start_id=10&end_id=9', endTooSmall],
    ['start_id=10&end_id=-9007199254740993', endTooSmall],
    ['start_id=one&end_id=2', "Invalid value for 'start_id'. 'one' is not a whole number."],
    [
      'start_id=1&end_id=9007199254740992',
      "Invalid value for 'end_id'. 9007199254740992 is larger than 9007199254740991.",
    ],
    ['start_id=1&end_id=2&limit=3', 'Unexpected query parameters: limit'],
  ])('refuses ?%s', async (query, error) => {
    const answer = await api.get(`${PATH}?${query}`);
    expect([answer.status, answer.json()]).toEqual([400, { error }]);
  });
});
