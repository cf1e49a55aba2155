import { cutText } from '../cut-text.ts';
import { maskSecrets } from '../mask-secrets.ts';
import type { JournalEntry, Noted } from './journal-entry.ts';

export const KEPT_ENTRIES = 10_000;

/** Which entries are asked for. */
export interface JournalFilter {
  readonly service?: string | undefined;
  readonly route?: string | undefined;
  /** Entries with a larger number than this. */
  readonly since?: number | undefined;
  /** As many as this, counted from the newest. */
  readonly most?: number | undefined;
}

/** Remembers what clients asked of the services of a playground, for tests to assert on: the newest `kept` entries. */
export class Journal {
  readonly #kept: number;
  #entries: JournalEntry[] = [];
  #count = 0;

  constructor(kept: number = KEPT_ENTRIES) {
    this.#kept = kept;
  }

  /** Notes what has begun; who answers fills in the rest. The target is masked and cut here, once for all services. */
  begin(at: number, { service, operation, target }: Noted): JournalEntry {
    this.#count += 1;
    const entry: JournalEntry = {
      number: this.#count,
      at,
      service,
      operation,
      target: target === null ? null : shownTarget(target),
      route: null,
      rows: null,
      status: null,
      durationMs: null,
      bytes: null,
      aborted: false,
      errorCode: null,
    };
    this.#entries.push(entry);
    // Cut in one piece now and then: a shift per entry would move the whole list each time.
    if (this.#entries.length >= 2 * this.#kept) this.#entries = this.#entries.slice(-this.#kept);
    return entry;
  }

  /** What is remembered and asked for, oldest first. */
  entries({ service, route, since = 0, most = this.#kept }: JournalFilter = {}): readonly JournalEntry[] {
    if (most === 0) return [];
    const found = this.#entries
      .slice(-this.#kept)
      .filter(
        (entry) =>
          entry.number > since &&
          (service === undefined || entry.service === service) &&
          (route === undefined || entry.route === route),
      );
    return found.slice(-most);
  }

  /** How much was noted since the start or the last reset, remembered or not. */
  get count(): number {
    return this.#count;
  }

  /** Forgets all of it, or what was asked of one service; numbers go on when others are left. */
  clear(service?: string): void {
    this.#entries = service === undefined ? [] : this.#entries.filter((entry) => entry.service !== service);
    if (this.#entries.length === 0) this.#count = 0;
  }
}

/** A target as journals and logs show it. */
export function shownTarget(target: string): string {
  return cutText(maskSecrets(target));
}
