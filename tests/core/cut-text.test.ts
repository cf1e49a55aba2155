import { expect, it } from '@jest/globals';
import { cutText, LONGEST_TEXT } from '../../core/cut-text.ts';

it.each([
  ['nothing', '', 3, ''],
  ['a shorter text', 'ab', 3, 'ab'],
  ['one as long', 'abc', 3, 'abc'],
  ['a longer one', 'abcd', 3, 'abc…'],
  ['a pair that fits', 'a😀', 3, 'a😀'],
  ['a pair on the border', 'ab😀', 3, 'ab…'],
  ['a pair before the border', 'a😀b', 3, 'a😀…'],
  ['a half that came as one', 'ab\uD83Dd', 3, 'ab…'],
  ['a pair in no room', '😀', 1, '…'],
  ['no room', 'a', 0, '…'],
])('%s', (_what, text, longest, cut) => {
  expect(cutText(text, longest)).toBe(cut);
});

it('leaves a URL in use as it is, and cuts one of a megabyte', () => {
  const url = `/${'a'.repeat(LONGEST_TEXT - 1)}`;
  expect(cutText(url)).toBe(url);
  expect(cutText('a'.repeat(1_000_000))).toBe(`${'a'.repeat(LONGEST_TEXT)}…`);
});
