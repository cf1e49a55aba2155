import { type ConformanceCase, queries } from '../conformance-case.ts';
import { INSTANTS } from './instants.ts';

const RANGES = [
  ...['1 1', '1 10', '1 200', '10 20', '150 200', '199 201', '200 200', '201 300', '1000 2000'],
  ...['0 10', '-1 10', '0 0', '10 9', '10 0', '10 -1', '%2B1 5', '01 05', '1 99999999999999'],
  ...['x 10', '1 x', 'x y', '1.5 3', '1 1e1', ' 5', '5 ', '1_0 20', '99999999999999999999 1'],
  '1 9007199254740993',
].map((range) => {
  const [start, end] = range.split(' ');
  return `start_id=${start}&end_id=${end}`;
});

/** By position. The original shows its rows as they lie, so this comes before anything sorts them. */
export const steps: readonly ConformanceCase[] = queries('/incremental/step', [
  ...['', 'start_id=1', 'end_id=10', 'start_id', 'start=1&end=2', 'start_id=1&end_id=2&page=1'],
  ...['start_id=1&start_id=2&end_id=3', 'end_id=3&start_id=2'],
  ...RANGES,
]);

export const timestamps: readonly ConformanceCase[] = queries('/incremental/timestamp', [
  ...['', 'updated_since=x', 'since=x&page=1', 'order_by=createdAt', 'since={row 3}&since={row 5}'],
  ...INSTANTS.map((instant) => `since=${instant}`),
]);
