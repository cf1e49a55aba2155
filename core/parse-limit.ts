/**
 * Reads a limit of how many at once: `true` for the usual one, `false` or 0 for none, or the number.
 *
 * @throws RangeError for any other text
 */
export function parseLimit(text: string, most: number): number | boolean {
  const word = text.toLowerCase();
  if (word === 'true') return true;
  if (word === 'false') return false;
  const value = Number(word);
  if (!/^\d+$/.test(word) || value > most) {
    throw new RangeError(`It must be true, false or a whole number from 0 to ${most}.`);
  }
  return value === 0 ? false : value;
}
