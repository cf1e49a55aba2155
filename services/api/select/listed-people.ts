import type { LivingPerson } from '../../../fixtures/people.ts';
import type { Instant } from '../parameters.ts';
import type { ScrollCursor } from '../scroll-cursor.ts';
import type { PersonChange } from './changed-people.ts';
import type { Deletion } from './tombstones.ts';

export interface Selection {
  readonly orderBy: 'createdAt' | 'updatedAt';
  readonly orderType: 'asc' | 'desc';
  /** Only who was updated at this instant or later. Whoever has no stamp was not. */
  readonly updatedSince: Instant | undefined;
}

/** People in some order, without a list of them in memory. Places past the end have nobody. */
export interface PeopleRange {
  readonly size: number;
  /** From one place to another (not included). */
  rows(from: number, to: number): LivingPerson[];
  /** Which place of all people in the same order a place of these is. */
  placeOf(from: number): number;
}

/** Those of which clients ask for the same pages again and again. */
export interface PeopleWindow extends PeopleRange {
  /** The rows as JSON. */
  texts(from: number, to: number): string[];
}

/** A page of a walk that goes on from where the last one ended. */
export interface ScrollPage {
  readonly texts: readonly string[];
  /** The place of the first row among all people by `updatedAt`. */
  readonly first: number;
  /** That of the last; before the first when there are none. */
  readonly last: number;
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** The people that the API lists, as they are at one instant: all that is asked of one answer comes from one of these. */
export interface ListedPeople {
  /** What they have, in the order of a CSV file. */
  readonly columns: readonly string[];
  /** All, in the table's own order. */
  readonly all: PeopleRange;
  /** The same as lines of CSV. */
  lines(from: number, to: number): string;
  /**
   * Whoever has no stamp comes last by `updatedAt`, as null does in SQL; `desc` is the other way round throughout.
   *
   * @throws ApiError 400 where that would have to sort too many
   */
  ordered(selection: Selection): PeopleWindow;
  /** Who was updated after an instant, by `updatedAt`; everybody without one. */
  updatedAfter(since: Instant | undefined): PeopleRange;
  /** Those whose numbers, counted from 1, are in a range; the number is their `id`. */
  numbered(first: number, last: number): PeopleRange;
  /** @throws ApiError 400 for a cursor of another world */
  scroll(from: ScrollCursor | Instant | undefined, count: number): ScrollPage;
}

/** Gives the people of an instant (ms since 1970). */
export interface PeopleSource {
  seenAt(at: number): ListedPeople;
  /** Deletes that can be seen after one instant and not after the other, in the order in which they can be seen. */
  deletions(after: number, until: number): Iterable<Deletion>;
  /** All that could be seen to happen in the same stretch of time; whose last change it is has the person as of its end. */
  changes(after: number, until: number): Iterable<PersonChange>;
}
