/** For a text of a client's in a journal or a log, of which a thousand are kept: as long as a URL in use is. */
export const LONGEST_TEXT = 2048;

/** For a text of a client's within a sentence, which is still to be read. */
export const LONGEST_QUOTE = 200;

/**
 * The text, or its beginning and `…` when it is longer than so many UTF-16 code units. No character is cut in half.
 */
export function cutText(text: string, longest = LONGEST_TEXT): string {
  if (text.length <= longest) return text;
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1));
  return `${text.slice(0, isHalf ? longest - 1 : longest)}…`;
}
