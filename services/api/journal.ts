import { cutText } from '../../core/cut-text.ts';

/** One request as the API saw it. The status is null until the answer begins, the duration until it has ended. */
export interface JournalEntry {
  /** Counts all requests since the start or the last reset, from 1. */
  readonly number: number;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path and query, as sent but for the values of secrets, which are masked, and cut at 2048 characters with `…`. */
  readonly url: string;
  /** The route's name; null when no route matched. */
  route: string | null;
  status: number | null;
  durationMs: number | null;
  /** True when the client went away before the whole answer was sent. */
  aborted: boolean;
  /** The code of the error that was answered. */
  errorCode: string | null;
}

const KEPT_ENTRIES = 1000;

/** Remembers the last thousand requests, for tests to assert on. */
export class Journal {
  #entries: JournalEntry[] = [];
  #count = 0;

  begin(at: number, method: string, url: string): JournalEntry {
    this.#count += 1;
    const entry: JournalEntry = {
      number: this.#count,
      at,
      method,
      url: cutText(url),
      route: null,
      status: null,
      durationMs: null,
      aborted: false,
      errorCode: null,
    };
    this.#entries.push(entry);
    // Cut in one piece now and then: a shift per request would move the whole list each time.
    if (this.#entries.length >= 2 * KEPT_ENTRIES) this.#entries = this.#entries.slice(-KEPT_ENTRIES);
    return entry;
  }

  /** The newest `most` entries, oldest first. */
  last(most: number = KEPT_ENTRIES): readonly JournalEntry[] {
    const kept = Math.min(most, KEPT_ENTRIES);
    return kept === 0 ? [] : this.#entries.slice(-kept);
  }

  /** How many requests came since the start or the last reset, remembered or not. */
  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#entries = [];
    this.#count = 0;
  }
}
