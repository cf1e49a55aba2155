import { cutText } from '../cut-text.ts';
import { maskSecretsInTarget } from '../mask-secrets.ts';
import type { JournalEntry, Noted } from './journal-entry.ts';
import { DEFAULT_JOURNAL_SIZE } from './journal-size.ts';
import { Metrics, presentMetrics } from './metrics.ts';

/** Which entries are asked for. */
export interface JournalFilter {
  readonly service?: string | undefined;
  readonly route?: string | undefined;
  /** Entries with a larger number than this. */
  readonly since?: number | undefined;
  /** As many as this: with `since` the first after it, so that nothing is missed; without it the newest. */
  readonly limit?: number | undefined;
}

/** What is counted of a service, remembered or not. */
interface Tally {
  count: number;
  readonly metrics: Metrics;
}

/** Remembers what clients asked of the services of a playground, for tests to assert on: the newest `size` entries. */
export class Journal {
  readonly size: number;
  /** A ring once it is full: the newest takes the place of the oldest. */
  #entries: JournalEntry[] = [];
  #oldest = 0;
  #count = 0;
  readonly #tallies = new Map<string, Tally>();

  constructor(size: number = DEFAULT_JOURNAL_SIZE) {
    this.size = size;
  }

  /** Notes what has begun; who answers fills in the rest. The target is masked and cut here, once for all services. */
  begin(at: number, { service, operation, target }: Noted): JournalEntry {
    this.#count += 1;
    this.#tallyOf(service).count += 1;
    const entry: JournalEntry = {
      number: this.#count,
      at,
      receivedAt: null,
      connection: null,
      service,
      operation,
      target: target === null ? null : shownTarget(target),
      route: null,
      rows: null,
      page: null,
      list: null,
      status: null,
      durationMs: null,
      bytes: null,
      aborted: false,
      fault: null,
      retryAfter: null,
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

  /** Says that it is over: how long it took, if that is known, is filled in, and counted with the rest of the entry. */
  end(entry: JournalEntry, tookMs: number | null): void {
    entry.durationMs = tookMs === null ? null : Math.round(tookMs * 1000) / 1000;
    this.#tallyOf(entry.service).metrics.observe(entry, tookMs ?? 0);
  }

  /** What is remembered and asked for, oldest first. */
  entries({ service, route, since, limit = this.size }: JournalFilter = {}): readonly JournalEntry[] {
    const found = this.#inOrder().filter(
      (entry) =>
        entry.number > (since ?? 0) &&
        (service === undefined || entry.service === service) &&
        (route === undefined || entry.route === route),
    );
    if (since !== undefined) return found.slice(0, limit);
    return limit === 0 ? [] : found.slice(-limit);
  }

  /** How much was noted since the start or the last reset, of all services or of one, remembered or not. */
  count(service?: string): number {
    return service === undefined ? this.#count : (this.#tallies.get(service)?.count ?? 0);
  }

  /** What has ended since the start or the last reset, of all services or of one, as Prometheus reads it. */
  metrics(service?: string): string {
    const tallies = service === undefined ? [...this.#tallies.values()] : [this.#tallyOf(service)];
    return presentMetrics(tallies.map(({ metrics }) => metrics));
  }

  /** Forgets all of it, or what was asked of one service; numbers go on when others are left. */
  clear(service?: string): void {
    this.#entries = service === undefined ? [] : this.#inOrder().filter((entry) => entry.service !== service);
    this.#oldest = 0;
    if (service === undefined) this.#tallies.clear();
    else this.#tallies.delete(service);
    if (this.#entries.length === 0) this.#count = 0;
  }

  #inOrder(): JournalEntry[] {
    return [...this.#entries.slice(this.#oldest), ...this.#entries.slice(0, this.#oldest)];
  }

  #tallyOf(service: string): Tally {
    const known = this.#tallies.get(service);
    if (known !== undefined) return known;
    const tally = { count: 0, metrics: new Metrics(service) };
    this.#tallies.set(service, tally);
    return tally;
  }
}

/** A target as journals and logs show it. */
export function shownTarget(target: string): string {
  return cutText(maskSecretsInTarget(target));
}
