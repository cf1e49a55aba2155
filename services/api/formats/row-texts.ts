import type { People, Person } from '../../../fixtures/index.ts';

/** Enough for every page of a small world; few enough that rows which nobody asks for again die young. */
const ROWS_PER_GENERATION = 1024;

/**
 * People as text, the ones asked for lately kept (less than a megabyte): working a row out and writing
 * it is most of what an answer costs, and clients tend to read the same pages again.
 */
export class RowTexts {
  readonly #people: People;
  readonly #write: (person: Person) => string;
  /** Two generations in place of a strict order of use: cheap to keep, and what is asked for often stays. */
  #young = new Map<number, string>();
  #old = new Map<number, string>();

  constructor(people: People, write: (person: Person) => string) {
    this.#people = people;
    this.#write = write;
  }

  /** How many are kept. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  at(index: number): string {
    const kept = this.#young.get(index);
    if (kept !== undefined) return kept;
    const text = this.#old.get(index) ?? this.#write(this.#people.at(index));
    if (this.#young.size >= ROWS_PER_GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(index, text);
    return text;
  }
}
