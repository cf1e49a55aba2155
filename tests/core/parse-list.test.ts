import { describe, expect, it } from '@jest/globals';
import { parseLimit } from '../../core/parse-limit.ts';
import { parseList } from '../../core/parse-list.ts';

describe('parseList', () => {
  it.each([
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    [' a , b ', ['a', 'b']],
    ['b,a,b', ['b', 'a']],
    ['*.a.com,b:1', ['*.a.com', 'b:1']],
  ])('reads %j', (text, items) => {
    expect(parseList(text)).toEqual(items);
  });

  it.each(['', ' ', ',', 'a,', ',a', 'a,,b', 'a, ,b'])('refuses %j', (text) => {
    expect(() => parseList(text)).toThrow(
      'It has an empty item. Write items with one comma between them: a,b.',
    );
  });
});

describe('parseLimit', () => {
  it.each([
    ['true', true],
    ['TRUE', true],
    ['false', false],
    ['0', false],
    ['1', 1],
    ['9', 9],
  ])('reads %j as %j', (text, limit) => {
    expect(parseLimit(text, 9)).toBe(limit);
  });

  it.each(['', '10', '-1', '1.5', '1e0', 'yes', ' 1'])('refuses %j', (text) => {
    expect(() => parseLimit(text, 9)).toThrow('It must be true, false or a whole number from 0 to 9.');
  });
});
