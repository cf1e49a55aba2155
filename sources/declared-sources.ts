import { checkSources } from './check-sources.ts';
import type { SourceDeclaration } from './declaration.ts';

/** The sources that a playground has declared. They can be others while it runs: whoever shows them looks here. */
export class DeclaredSources {
  #all: readonly SourceDeclaration[];
  readonly #listeners = new Set<() => void>();

  /** @throws PlaygroundError see {@link checkSources} */
  constructor(all: readonly SourceDeclaration[] = []) {
    checkSources(all);
    this.#all = all;
  }

  /** Another list whenever they have changed. One that has not changed itself is the same object. */
  get all(): readonly SourceDeclaration[] {
    return this.#all;
  }

  /** @throws PlaygroundError see {@link checkSources}; the sources are as they were then */
  replace(all: readonly SourceDeclaration[]): void {
    checkSources(all);
    this.#all = all;
    for (const tell of this.#listeners) tell();
  }

  /** Calls a listener after every change. @returns what ends that */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
