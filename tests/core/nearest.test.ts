import { describe, expect, it } from '@jest/globals';
import { nearest } from '../../core/nearest.ts';

const FRUIT = ['apple', 'banana', 'cherry', 'grape', 'pear'];

describe('nearest', () => {
  it.each([
    ['aple', 'apple'],
    ['bananas', 'banana'],
    ['chrery', 'cherry'],
    ['pear', 'pear'],
  ])('of %s is %s', (typed, name) => {
    expect(nearest(typed, FRUIT)[0]).toBe(name);
  });

  it('gives three unless told, best first, and keeps the order of equals', () => {
    expect(nearest('appel', FRUIT)).toHaveLength(3);
    expect(nearest('ape', FRUIT, 2)).toEqual(['apple', 'grape']);
    expect(nearest('', ['bb', 'aa', 'c'], 3)).toEqual(['c', 'bb', 'aa']);
  });

  it.each([
    ['no names', 'anything', []],
    ['fewer names than asked for', 'pair', ['pear']],
  ])('makes do with %s', (_what, typed, known) => {
    expect(nearest(typed, known)).toEqual(known);
  });

  it('compares only so much of a long text as a name could have', () => {
    const long = 'pear'.padEnd(1_000_000, 'r');
    expect(nearest(long, FRUIT)).toEqual(nearest(long.slice(0, 200), FRUIT));
  });
});
