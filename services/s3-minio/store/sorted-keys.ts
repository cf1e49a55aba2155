/**
 * Compares as the UTF-8 bytes of the texts would, which is S3's order. JavaScript compares UTF-16 units, and
 * there the characters beyond U+FFFF (two surrogates) come before U+E000 to U+FFFF.
 */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let position = 0; position < length; position += 1) {
    const leftUnit = left.charCodeAt(position);
    const rightUnit = right.charCodeAt(position);
    if (leftUnit !== rightUnit) return rank(leftUnit) - rank(rightUnit);
  }
  return left.length - right.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The first position in sorted `keys` whose key is not before `key`. */
export function positionOf(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8(keys[middle] as string, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A map whose keys can be had in order. The sorting waits until somebody asks, and then sorts only what is new. */
export class SortedMap<Value> {
  readonly #values = new Map<string, Value>();
  #sorted: readonly string[] = [];
  #added: string[] = [];
  #hasRemoved = false;

  get size(): number {
    return this.#values.size;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) this.#added.push(key);
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#hasRemoved = true;
  }

  /** A snapshot: later changes leave it as it is. */
  keys(): readonly string[] {
    if (this.#added.length === 0 && !this.#hasRemoved) return this.#sorted;
    // A key that was removed and added again is in both lists.
    const keys = this.#hasRemoved
      ? [...new Set([...this.#sorted, ...this.#added])].filter((key) => this.#values.has(key))
      : [...this.#sorted, ...this.#added.sort(compareUtf8)];
    // Sorting two runs that are sorted already takes one pass.
    this.#sorted = keys.sort(compareUtf8);
    this.#added = [];
    this.#hasRemoved = false;
    return this.#sorted;
  }
}
