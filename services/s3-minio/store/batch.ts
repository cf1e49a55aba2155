/** Large enough that system calls do not count, small enough that memory does not. */
export const BATCH_BYTES = 512 * 1024;
const FIRST_BYTES = 16 * 1024;

/**
 * Up to 512 KiB gathered in one buffer, which doubles as they come. A list of the chunks would keep an object of some
 * hundred bytes for each: 50 MB for a batch that arrives a byte at a time.
 */
export class Batch {
  #buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  get isFull(): boolean {
    return this.#length === BATCH_BYTES;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Copies what there is room for. @returns how many bytes those are */
  add(chunk: Uint8Array): number {
    const taken = Math.min(chunk.length, BATCH_BYTES - this.#length);
    this.#makeRoom(this.#length + taken);
    this.#buffer.set(taken === chunk.length ? chunk : chunk.subarray(0, taken), this.#length);
    this.#length += taken;
    return taken;
  }

  clear(): void {
    this.#length = 0;
  }

  #makeRoom(length: number): void {
    if (length <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.min(BATCH_BYTES, Math.max(length, 2 * this.#buffer.length)));
    larger.set(this.bytes);
    this.#buffer = larger;
  }
}
