/**
 * A map that keeps at most `capacity` entries and drops the one that was used longest ago. For everything that grows
 * by what clients send: names, tokens, sessions.
 */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #capacity: number;
  readonly #onDrop: (value: Value, key: Key) => void;

  /** @param onDrop told of each entry that has to go for a newer one; not of those that `delete` or `clear` removes */
  constructor(capacity: number, onDrop: (value: Value, key: Key) => void = () => undefined) {
    this.#capacity = capacity;
    this.#onDrop = onDrop;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value of a key, which counts as a use. */
  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#capacity) return;
    const [oldest] = this.#entries;
    if (!oldest) return;
    this.#entries.delete(oldest[0]);
    this.#onDrop(oldest[1], oldest[0]);
  }

  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The entries, the one used longest ago first. */
  entries(): IterableIterator<[Key, Value]> {
    return this.#entries.entries();
  }

  /** The values, that of the entry used longest ago first. */
  values(): IterableIterator<Value> {
    return this.#entries.values();
  }
}
