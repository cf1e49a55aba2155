import type { SourceDeclaration } from './declaration.ts';

/** The sources that a playground has declared. They can be others while it runs: whoever shows them looks here. */
export class DeclaredSources {
  #all: readonly SourceDeclaration[];

  constructor(all: readonly SourceDeclaration[] = []) {
    this.#all = all;
  }

  /** Another list whenever they have changed. */
  get all(): readonly SourceDeclaration[] {
    return this.#all;
  }

  replace(all: readonly SourceDeclaration[]): void {
    this.#all = all;
  }
}
