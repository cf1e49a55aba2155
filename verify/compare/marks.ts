const CHUNK_BITS = 65_536;
const CHUNK_WORDS = CHUNK_BITS / 32;

/** Which places of a table are marked: a bit for each, in chunks that are made when one of theirs is needed. */
export class Marks {
  readonly #chunks = new Map<number, Uint32Array>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** @returns whether it was not marked before */
  add(place: number): boolean {
    const number = Math.floor(place / CHUNK_BITS);
    let chunk = this.#chunks.get(number);
    if (chunk === undefined) {
      chunk = new Uint32Array(CHUNK_WORDS);
      this.#chunks.set(number, chunk);
    }
    const bit = place - number * CHUNK_BITS;
    const before = chunk[bit >>> 5] as number;
    const mask = 1 << (bit & 31);
    if ((before & mask) !== 0) return false;
    chunk[bit >>> 5] = before | mask;
    this.#count += 1;
    return true;
  }

  has(place: number): boolean {
    const number = Math.floor(place / CHUNK_BITS);
    const bit = place - number * CHUNK_BITS;
    return ((this.#chunks.get(number)?.[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  /** The places below `size` that are not marked, in order. */
  *gaps(size: number): Generator<number> {
    if (this.#count === size) return;
    for (let start = 0; start < size; start += CHUNK_BITS) {
      const chunk = this.#chunks.get(start / CHUNK_BITS);
      const end = Math.min(size, start + CHUNK_BITS);
      for (let place = start; place < end; place += 1) {
        const bit = place - start;
        const word = chunk?.[bit >>> 5] ?? 0;
        if (bit % 32 === 0 && word === 0xffffffff) place += 31;
        else if ((word & (1 << (bit & 31))) === 0) yield place;
      }
    }
  }
}
