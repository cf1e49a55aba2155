import { cutText } from '../cut-text.ts';
import { maskSecrets } from '../mask-secrets.ts';
import type { JournalEntry, Noted } from './journal-entry.ts';
import { DEFAULT_JOURNAL_SIZE } from './journal-size.ts';

/** Which entries are asked for. */
export interface JournalFilter {
  readonly service?: string | undefined;
  readonly route?: string | undefined;
  /** Entries with a larger number than this. */
  readonly since?: number | undefined;
  /** As many as this, counted from the newest. */
  readonly most?: number | undefined;
}

/** Remembers what clients asked of the services of a playground, for tests to assert on: the newest `size` entries. */
export class Journal {
  readonly size: number;
  /** A ring once it is full: the newest takes the place of the oldest. */
  #entries: JournalEntry[] = [];
  #oldest = 0;
  #count = 0;

  constructor(size: number = DEFAULT_JOURNAL_SIZE) {
    this.size = size;
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
    if (this.#entries.length < this.size) {
      this.#entries.push(entry);
    } else {
      this.#entries[this.#oldest] = entry;
      this.#oldest = (this.#oldest + 1) % this.size;
    }
    return entry;
  }

  /** What is remembered and asked for, oldest first. */
  entries({ service, route, since = 0, most = this.size }: JournalFilter = {}): readonly JournalEntry[] {
    if (most === 0) return [];
    const found = this.#inOrder().filter(
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
    this.#entries = service === undefined ? [] : this.#inOrder().filter((entry) => entry.service !== service);
    this.#oldest = 0;
    if (this.#entries.length === 0) this.#count = 0;
  }

  #inOrder(): JournalEntry[] {
    return [...this.#entries.slice(this.#oldest), ...this.#entries.slice(0, this.#oldest)];
  }
}

/** A target as journals and logs show it. */
export function shownTarget(target: string): string {
  return cutText(maskSecrets(target));
}
