import type { People, Person } from '../../../fixtures/people.ts';
import { MOST_ROWS_AT_ONCE } from '../formats/chunks.ts';
import { PERSON_COLUMNS, personLine } from '../formats/person-line.ts';
import { RowTexts } from '../formats/row-texts.ts';
import type { Instant } from '../parameters.ts';
import { badScrollParam, presentScrollParam, type ScrollCursor } from '../scroll-cursor.ts';
import type { PersonChange } from './changed-people.ts';
import type {
  ListedPeople,
  PeopleRange,
  PeopleSource,
  PeopleWindow,
  ScrollPage,
  Selection,
} from './listed-people.ts';
import type { Deletion } from './tombstones.ts';

/**
 * The people of a world in which nothing happens. Creation and update times both increase with the position, so ordering by
 * the one or the other is the same, and since when is a position, not a scan.
 */
export class StillPeople implements PeopleSource, ListedPeople {
  readonly columns = PERSON_COLUMNS;
  readonly all: PeopleRange;
  readonly #people: People;
  readonly #texts: RowTexts;
  readonly #lines: RowTexts;

  constructor(people: People) {
    this.#people = people;
    this.#texts = new RowTexts(people, JSON.stringify);
    this.#lines = new RowTexts(people, personLine);
    this.all = this.#from(0);
  }

  seenAt(): ListedPeople {
    return this;
  }

  deletions(): readonly Deletion[] {
    return [];
  }

  changes(): readonly PersonChange[] {
    return [];
  }

  lines(from: number, to: number): string {
    const isKept = this.#people.size <= MOST_ROWS_AT_ONCE;
    let lines = '';
    for (let position = from; position < to; position += 1) {
      lines += isKept ? this.#lines.at(position) : personLine(this.#people.at(position));
    }
    return lines;
  }

  ordered({ orderType, updatedSince }: Selection): PeopleWindow {
    const first = updatedSince ? this.#people.firstUpdatedAtOrAfter(updatedSince.time) : 0;
    return orderType === 'asc'
      ? this.#from(first)
      : new PositionWindow(this.#people, this.#texts, this.#people.size - 1, this.#people.size - first, -1);
  }

  updatedAfter(since: Instant | undefined): PeopleRange {
    return this.#from(since ? this.#people.firstUpdatedAtOrAfter(since.time + 1) : 0);
  }

  numbered(first: number, last: number): PeopleRange {
    const end = Math.min(last, this.#people.size);
    return {
      size: Math.max(0, end - first + 1),
      placeOf: (from) => first - 1 + from,
      rows: (from, to) =>
        Array.from({ length: to - from }, (_, place) => {
          const number = first + from + place;
          return { ...this.#people.at(number - 1), id: String(number) };
        }),
    };
  }

  scroll(from: ScrollCursor | Instant | undefined, count: number): ScrollPage {
    const people = this.#people;
    const first = firstOf(from, people);
    const end = Math.min(first + count, people.size);
    const texts: string[] = [];
    for (let position = first; position < end; position += 1) texts.push(this.#texts.at(position));
    return {
      texts,
      first,
      last: end - 1,
      next: end < people.size ? presentScrollParam(people.updatedAt(end - 1)) : null,
    };
  }

  #from(first: number): PeopleWindow {
    return new PositionWindow(this.#people, this.#texts, first, this.#people.size - first, 1);
  }
}

/** A cursor begins strictly after its row; `updated_since` begins at it. */
function firstOf(from: ScrollCursor | Instant | undefined, people: People): number {
  if (from === undefined) return 0;
  if ('time' in from) return people.firstUpdatedAtOrAfter(from.time);
  if (from.stamp === null || from.tie) throw badScrollParam();
  return people.firstUpdatedAtOrAfter(from.stamp + 1);
}

/** Positions that go up or down. */
class PositionWindow implements PeopleWindow {
  readonly size: number;
  readonly #people: People;
  readonly #texts: RowTexts;
  readonly #first: number;
  readonly #step: 1 | -1;

  constructor(people: People, texts: RowTexts, first: number, size: number, step: 1 | -1) {
    this.#people = people;
    this.#texts = texts;
    this.#first = first;
    this.size = size;
    this.#step = step;
  }

  rows(from: number, to: number): Person[] {
    const rows: Person[] = [];
    const end = Math.min(to, this.size);
    for (let place = from; place < end; place += 1) rows.push(this.#people.at(this.#positionOf(place)));
    return rows;
  }

  texts(from: number, to: number): string[] {
    const texts: string[] = [];
    const end = Math.min(to, this.size);
    for (let place = from; place < end; place += 1) texts.push(this.#texts.at(this.#positionOf(place)));
    return texts;
  }

  placeOf(from: number): number {
    return this.#step === 1 ? this.#first + from : from;
  }

  #positionOf(place: number): number {
    return this.#first + this.#step * place;
  }
}
