/**
 * A source that has to catch up before the clock shows a later time: `from` and `to` in ms since 1970.
 *
 * @param done to be called with the number of events that are done since `from`, as often as one likes
 */
export type Follower = (from: number, to: number, done: (events: number) => void) => Promise<void>;

/** How many events a source would bring after one instant and until another. Must not decrease when `to` grows. */
export type EventCount = (from: number, to: number) => number;

/** Told how many events of all sources are done, and how many there are in all; at first before any is. */
export type Progress = (done: number, total: number) => void;

/** The sources that a clock waits for. */
export class Followers {
  readonly #counts = new Map<Follower, EventCount | undefined>();

  get size(): number {
    return this.#counts.size;
  }

  add(follower: Follower, count: EventCount | undefined): void {
    this.#counts.set(follower, count);
  }

  remove(follower: Follower): void {
    this.#counts.delete(follower);
  }

  /** How many events the source has that has most. */
  most(from: number, to: number): number {
    return Math.max(0, ...this.#eventsOf(from, to));
  }

  /** Waits for all sources, those that join meanwhile too. */
  async catchUp(from: number, to: number, progress: Progress): Promise<void> {
    const total = sum(this.#eventsOf(from, to));
    const done = new Map<Follower, number>();
    progress(0, total);
    const bring = (follower: Follower): Promise<void> => {
      done.set(follower, 0);
      return follower(from, to, (events) => {
        done.set(follower, events);
        progress(Math.min(total, sum(done.values())), total);
      });
    };
    for (let left = this.#allBut(done); left.length > 0; left = this.#allBut(done))
      await Promise.all(left.map(bring));
  }

  #eventsOf(from: number, to: number): number[] {
    return [...this.#counts.values()].map((count) => count?.(from, to) ?? 0);
  }

  #allBut(done: ReadonlyMap<Follower, unknown>): Follower[] {
    return [...this.#counts.keys()].filter((follower) => !done.has(follower));
  }
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
