import { type FaultyRequest, faultyPage } from '../../../core/faults/faulty-page.ts';
import type { Instant } from '../parameters.ts';
import { presentScrollCursor, type ScrollCursor } from '../scroll-cursor.ts';
import type {
  ListedPeople,
  PeopleRange,
  PeopleSource,
  PeopleWindow,
  ScrollPage,
  Selection,
} from '../select/listed-people.ts';
import { faultyRange, faultyWindow, withShuffledTies } from './faulty-window.ts';

/** What is known of a request besides. */
interface ListedRequest extends FaultyRequest {
  /** The page of its walk. */
  readonly page: number | undefined;
  /** Whether several people may have the same stamp. */
  readonly lives: boolean;
}

/** People as one request sees them that has met a fault, so that handlers need not know of it. */
export function faultyPeople(source: PeopleSource, request: ListedRequest): PeopleSource {
  return {
    seenAt: (at) => new FaultyListing(source.seenAt(at), request),
    deletions: (after, until) => source.deletions(after, until),
    changes: (after, until) => source.changes(after, until),
  };
}

class FaultyListing implements ListedPeople {
  readonly columns: readonly string[];
  readonly all: PeopleRange;
  readonly #listed: ListedPeople;
  readonly #request: ListedRequest;

  constructor(listed: ListedPeople, request: ListedRequest) {
    this.#listed = listed;
    this.#request = request;
    this.columns = listed.columns;
    this.all = faultyRange(listed.all, request);
  }

  lines(from: number, to: number): string {
    return this.#listed.lines(from, to);
  }

  ordered(selection: Selection): PeopleWindow {
    const window = this.#listed.ordered(selection);
    const { effects, number } = this.#request;
    if (effects.ties === undefined || selection.orderBy !== 'updatedAt')
      return faultyWindow(window, this.#request);
    return faultyWindow(window, this.#request, withShuffledTies(this.#listed, window, selection, number));
  }

  updatedAfter(since: Instant | undefined): PeopleRange {
    return faultyRange(this.#listed.updatedAfter(since), this.#request);
  }

  numbered(first: number, last: number): PeopleRange {
    const { cap, ...effects } = this.#request.effects;
    const range = this.#listed.numbered(
      first,
      cap === undefined ? last : Math.max(first - 1, Math.min(last, cap)),
    );
    return faultyRange(range, { ...this.#request, effects });
  }

  scroll(from: ScrollCursor | Instant | undefined, count: number): ScrollPage {
    const { effects, page = 1 } = this.#request;
    const { cap, short, empty, next: lead } = effects;
    const left = cap === undefined ? Number.POSITIVE_INFINITY : Math.max(0, cap - (page - 1) * count);
    const asked = Math.min(count, short ?? count, left);
    const found = this.#listed.scroll(from, Math.max(1, asked));
    const rows = asked === 0 || empty ? [] : found.texts;
    const last = found.first + rows.length - 1;
    const texts = faultyPage(rows, this.#request);
    if (empty || lead === 'same') return { ...found, texts, last, next: this.#sameAgain(from, found) };
    return { ...found, texts, last, next: lead === 'none' || asked === left ? null : found.next };
  }

  /** A cursor to where this page begins: the one that was asked with, or at the beginning one before the first row. */
  #sameAgain(from: ScrollCursor | Instant | undefined, { texts, next }: ScrollPage): string | null {
    if (from !== undefined && !('time' in from)) return presentScrollCursor(from);
    const isSince = from !== undefined;
    const stamp = from?.time ?? stampOf(texts[0]);
    if (stamp === undefined) return next;
    const before = stamp - 1000;
    return presentScrollCursor(
      isSince && this.#request.lives
        ? { stamp: before, tie: LAST_TIE, isSince }
        : { stamp: before, isSince: false },
    );
  }
}

/** After all rows with a stamp. */
const LAST_TIE = { population: 999, order: 999_999_999_999_999 };

function stampOf(text: string | undefined): number | undefined {
  const { updatedAt } = JSON.parse(text ?? '{}') as { readonly updatedAt?: string | null };
  return updatedAt ? Date.parse(updatedAt) : undefined;
}
