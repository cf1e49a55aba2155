import { describe, expect, it } from '@jest/globals';
import { integerFrom, textFrom } from '../../core/env.ts';

describe('integerFrom', () => {
  it.each([
    [{}, 7],
    [{ SIZE: undefined }, 7],
    [{ SIZE: '' }, 7],
    [{ SIZE: '0' }, 0],
    [{ SIZE: '-3' }, -3],
    [{ SIZE: '9007199254740991' }, Number.MAX_SAFE_INTEGER],
  ])('reads %j as %d', (env, value) => {
    expect(integerFrom(env, 'SIZE', 7)).toBe(value);
  });

  it.each(['many', '1.5', '12 apples', '9007199254740993', 'NaN', 'Infinity', ' ', '0x10', '1e3'])(
    'refuses %j and names the variable',
    (text) => {
      expect(() => integerFrom({ SIZE: text }, 'SIZE', 7)).toThrow(
        expect.objectContaining({
          code: 'ERR_BAD_OPTION',
          message: `SIZE must be a whole number, but is '${text}'.`,
        }),
      );
    },
  );
});

describe('textFrom', () => {
  it.each([
    [{}, 'fallback'],
    [{ NAME: '' }, 'fallback'],
    [{ NAME: 'given' }, 'given'],
  ])('reads %j as %j', (env, value) => {
    expect(textFrom(env, 'NAME', 'fallback')).toBe(value);
  });
});
