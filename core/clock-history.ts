/** What a clock showed at a real time (ms since 1970), and how fast it went on from there. */
interface Mark {
  readonly real: number;
  readonly shown: number;
  readonly rate: number;
}

/** Of a clock that goes on in steps these are more than a minute. */
const MOST_MARKS = 1_000;

/** Tells what a clock showed at a moment that has passed: of what another program noted by the real time. */
export class ClockHistory {
  #marks: Mark[] = [];

  add(mark: Mark): void {
    this.#marks.push(mark);
    if (this.#marks.length > 2 * MOST_MARKS) this.#marks = this.#marks.slice(-MOST_MARKS);
  }

  clear(): void {
    this.#marks = [];
  }

  /** Before the first moment that it remembers: what was shown then. */
  at(real: number): number {
    const index = this.#marks.findLastIndex((mark) => mark.real <= real);
    const mark = this.#marks[Math.max(0, index)];
    if (mark === undefined) return real;
    const passed = Math.max(0, real - mark.real) * mark.rate;
    return Math.floor(
      Math.min(mark.shown + passed, this.#marks[index + 1]?.shown ?? Number.POSITIVE_INFINITY),
    );
  }
}
