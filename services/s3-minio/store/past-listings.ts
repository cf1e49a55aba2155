import { BoundedMap } from '../../../core/bounded-map.ts';
import type { Bucket } from './bucket.ts';
import type { ObjectVersion } from './object-version.ts';
import { compareUtf8 } from './sorted-keys.ts';

/** What a listing needs of a bucket. */
export type ListedBucket = Pick<Bucket, 'keys' | 'current'>;

interface Change {
  readonly bucket: string;
  readonly key: string;
  /** The object that was listed until then; undefined: none was. */
  readonly before: ObjectVersion | undefined;
  /** ms since 1970. */
  readonly at: number;
}

/** So many changes can be undone, the last ones. */
const MOST_CHANGES = 10_000;

/** What buckets listed before. What nobody changed was there always. */
export class PastListings {
  readonly #changes = new BoundedMap<number, Change>(MOST_CHANGES);
  #noted = 0;

  /** Notes what is about to change. */
  note(bucket: Bucket, key: string, at: number): void {
    this.#noted += 1;
    this.#changes.set(this.#noted, { bucket: bucket.name, key, before: bucket.current(key), at });
  }

  /** How many changes it knows. */
  get size(): number {
    return this.#changes.size;
  }

  clear(): void {
    this.#changes.clear();
  }

  /** A bucket as it was listed at an instant (ms since 1970). */
  at(bucket: Bucket, instant: number): ListedBucket {
    const others = new Map<string, ObjectVersion | undefined>();
    // The first change after that instant is the one that knows.
    for (const change of this.#changes.values())
      if (change.bucket === bucket.name && change.at > instant && !others.has(change.key))
        others.set(change.key, change.before);
    return {
      keys: () => [...new Set([...bucket.keys(), ...others.keys()])].sort(compareUtf8),
      current: (key) => (others.has(key) ? others.get(key) : bucket.current(key)),
    };
  }
}
