/** One request or tunnel as the gateway saw it. What is null is not known, or not yet. */
export interface JournalEntry {
  /** Counts from 1 since the start or the last reset. */
  readonly number: number;
  /** When it came, ISO 8601 in UTC. */
  readonly at: string;
  host: string | null;
  readonly method: string | null;
  /** The whole URL, the values of secrets masked; for a tunnel `host:port`. */
  url: string | null;
  status: number | null;
  /** Until the last byte of the answer; for a tunnel until it is closed. */
  duration_ms: number | null;
  /** True when the client went away before the whole answer was sent. */
  aborted: boolean;
  /** The code of the error that was answered, or `tls_failed` for a tunnel whose handshake failed. */
  error_code: string | null;
}

const KEPT_ENTRIES = 1000;

/** Remembers the last thousand requests, for tests to assert on. */
export class Journal {
  #entries: JournalEntry[] = [];
  #count = 0;

  begin(atMs: number, request: Pick<JournalEntry, 'host' | 'method' | 'url'>): JournalEntry {
    this.#count += 1;
    const entry: JournalEntry = {
      number: this.#count,
      at: new Date(atMs).toISOString(),
      ...request,
      status: null,
      duration_ms: null,
      aborted: false,
      error_code: null,
    };
    this.#entries.push(entry);
    // Cut in one piece now and then: a shift per request would move the whole list each time.
    if (this.#entries.length >= 2 * KEPT_ENTRIES) this.#entries = this.#entries.slice(-KEPT_ENTRIES);
    return entry;
  }

  /** Oldest first. */
  get entries(): readonly JournalEntry[] {
    return this.#entries.slice(-KEPT_ENTRIES);
  }

  /** How many there were since the start or the last reset, remembered or not. */
  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#entries = [];
    this.#count = 0;
  }
}
