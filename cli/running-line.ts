interface Shown {
  write(text: string): void;
  /** Whether somebody sees lines change. */
  readonly isWatched: boolean;
  /** What the line says while these run. */
  says(names: readonly string[]): string;
}

const CLEAR_LINE = '\r\u001b[K';
const CHARACTERS = 78;

/** Lines of what has ended, and for somebody who watches one below them that says what is running. */
export class RunningLine {
  readonly #shown: Shown;
  readonly #names = new Set<string>();

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  began(name: string): void {
    this.#names.add(name);
    this.show();
  }

  /** @param line stays above; none: nothing does */
  ended(name: string, line = ''): void {
    this.#names.delete(name);
    this.#shown.write(`${this.#shown.isWatched ? CLEAR_LINE : ''}${line}`);
    this.show();
  }

  /** Nothing runs any more. */
  clear(): void {
    this.#names.clear();
    this.show();
  }

  /** Writes the line again, with what it says now. */
  show(): void {
    const { isWatched, write, says } = this.#shown;
    if (!isWatched) return;
    const text = this.#names.size > 0 ? says([...this.#names]).slice(0, CHARACTERS) : '';
    write(CLEAR_LINE + text);
  }
}
