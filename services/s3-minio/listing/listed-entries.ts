import { positionOf } from '../store/sorted-keys.ts';

/** A line of a listing: a key, or the common prefix that stands for all keys under it. */
export interface ListedEntry {
  readonly kind: 'key' | 'prefix';
  readonly name: string;
}

export interface Listing {
  readonly prefix: string;
  /** Empty rolls nothing up. */
  readonly delimiter: string;
  /** Only what comes after this key or common prefix. */
  readonly after: string;
}

/**
 * Walks sorted keys as S3 lists them. A common prefix costs two binary searches, however many keys it stands for.
 *
 * @param isListed tells a key that is there from one that is deleted
 */
export function* listedEntries(
  keys: readonly string[],
  { prefix, delimiter, after }: Listing,
  isListed: (key: string) => boolean,
): Generator<ListedEntry> {
  let position = Math.max(positionOf(keys, prefix), positionOf(keys, after));
  while (position < keys.length) {
    const key = keys[position] as string;
    if (!key.startsWith(prefix)) return;
    const common = commonPrefix(key, prefix, delimiter);
    if (common !== undefined && common === after) {
      position = positionPast(keys, common, position);
    } else if ((after !== '' && key === after) || !isListed(key)) {
      position += 1;
    } else if (common === undefined) {
      yield { kind: 'key', name: key };
      position += 1;
    } else {
      yield { kind: 'prefix', name: common };
      position = positionPast(keys, common, position);
    }
  }
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const found = key.indexOf(delimiter, prefix.length);
  return found === -1 ? undefined : key.slice(0, found + delimiter.length);
}

/** The first position at or after `from` whose key does not begin with `prefix`; those that do are neighbours. */
function positionPast(keys: readonly string[], prefix: string, from: number): number {
  let low = from;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string).startsWith(prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
}
