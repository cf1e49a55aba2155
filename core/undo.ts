/**
 * Remembers how to undo what was opened, so that a start which fails half-way leaves nothing behind and a
 * stop takes the same road. Runs in reverse order; every step runs even if another fails, and the first
 * failure is thrown at the end.
 */
export class Undo {
  readonly #steps: Array<() => Promise<void> | void> = [];

  defer(step: () => Promise<void> | void): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Runs `build`; if it rejects, undoes what it deferred so far and rejects with the original error. */
  static async onFailure<Result>(build: (undo: Undo) => Promise<Result>): Promise<Result> {
    const undo = new Undo();
    try {
      return await build(undo);
    } catch (error) {
      await undo.run().catch(() => undefined);
      throw error;
    }
  }
}
