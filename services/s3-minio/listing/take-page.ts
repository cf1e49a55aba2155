/** S3 never lists more than this at once, whatever is asked. */
const MOST_ITEMS = 1000;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Whether more would follow. */
  readonly isTruncated: boolean;
}

/** The first `size` items. A page of size 0 is empty and complete, as with S3. */
export function takePage<Item>(source: Iterable<Item>, size: number): Page<Item> {
  const items: Item[] = [];
  const limit = Math.min(size, MOST_ITEMS);
  if (limit === 0) return { items, isTruncated: false };
  for (const item of source) {
    if (items.length === limit) return { items, isTruncated: true };
    items.push(item);
  }
  return { items, isTruncated: false };
}
