/**
 * Reads items that are separated by commas, with or without blanks. An item that comes again is taken once.
 *
 * @throws RangeError for an empty item
 */
export function parseList(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) {
    throw new RangeError('It has an empty item. Write items with one comma between them: a,b.');
  }
  return [...new Set(items)];
}
