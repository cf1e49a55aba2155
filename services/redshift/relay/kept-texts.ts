/** Of all texts together, with a thousand for each: a session that prepares without end keeps no more. */
const DEFAULT_BYTES = 32 * 1024 * 1024;
const EACH_BYTES = 1_000;

/** Texts by name, the last 32 MiB of them unless said otherwise. What was set longest ago goes first. */
export class KeptTexts {
  readonly #mostBytes: number;
  readonly #texts = new Map<string, string>();
  #bytes = 0;

  constructor(mostBytes = DEFAULT_BYTES) {
    this.#mostBytes = mostBytes;
  }

  get size(): number {
    return this.#texts.size;
  }

  get(name: string): string | undefined {
    return this.#texts.get(name);
  }

  set(name: string, text: string): void {
    this.delete(name);
    this.#texts.set(name, text);
    this.#bytes += costOf(name, text);
    for (const [oldest] of this.#texts) {
      if (this.#bytes <= this.#mostBytes || oldest === name) return;
      this.delete(oldest);
    }
  }

  delete(name: string): void {
    const text = this.#texts.get(name);
    if (text === undefined) return;
    this.#texts.delete(name);
    this.#bytes -= costOf(name, text);
  }
}

function costOf(name: string, text: string): number {
  return name.length + text.length + EACH_BYTES;
}
