import type { People } from '../../../fixtures/index.ts';

const ROWS_PER_GENERATION = 4096;

/**
 * People as JSON text, the ones asked for lately kept (a few megabytes at the most): working a row out and
 * writing it as JSON is most of what an answer costs, and clients tend to read the same pages again.
 */
export class RowTexts {
  readonly #people: People;
  /** Two generations in place of a strict order of use: cheap to keep, and what is asked for often stays. */
  #young = new Map<number, string>();
  #old = new Map<number, string>();

  constructor(people: People) {
    this.#people = people;
  }

  at(index: number): string {
    const kept = this.#young.get(index);
    if (kept !== undefined) return kept;
    const text = this.#old.get(index) ?? JSON.stringify(this.#people.at(index));
    if (this.#young.size >= ROWS_PER_GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(index, text);
    return text;
  }
}
