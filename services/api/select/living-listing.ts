import type { LivingView } from '../../../fixtures/living-table.ts';
import type { LivingPerson } from '../../../fixtures/people.ts';
import { badRequest } from '../errors.ts';
import { valuesLine } from '../formats/person-line.ts';
import type { Instant } from '../parameters.ts';
import { presentScrollCursor, type ScrollCursor } from '../scroll-cursor.ts';
import type { ListedPeople, PeopleRange, PeopleWindow, ScrollPage, Selection } from './listed-people.ts';
import { livingWindow, type PersonRow } from './living-window.ts';

/** Who was updated since an instant is known by place in one order only; in the other they are sorted. */
const MOST_SORTED = 10_000;

type Order = Pick<Selection, 'orderType'>;
const ASCENDING: Order = { orderType: 'asc' };

/** The people of a living world at one instant. */
export class LivingListing implements ListedPeople {
  readonly columns: readonly string[];
  readonly all: PeopleRange;
  readonly #view: LivingView<LivingPerson>;
  /** The last that were sorted: a walk asks for them with every page. */
  #sorted: { readonly first: number; readonly rows: readonly PersonRow[] } | undefined;

  constructor(view: LivingView<LivingPerson>, columns: readonly string[]) {
    this.#view = view;
    this.columns = columns;
    this.all = this.#window((from, count) => view.rows(from, count), 0, view.size, ASCENDING);
  }

  lines(from: number, to: number): string {
    return this.all
      .rows(from, to)
      .map((values) => valuesLine(values, this.columns))
      .join('');
  }

  ordered({ orderBy, orderType, updatedSince }: Selection): PeopleWindow {
    if (orderBy === 'updatedAt') return this.#byStamp(updatedSince?.time, { orderType });
    const view = this.#view;
    const first = updatedSince ? view.stampedBefore(updatedSince.time) : 0;
    const isEverybody = updatedSince === undefined || (first === 0 && view.withStamp === view.size);
    const created = (from: number, count: number): readonly PersonRow[] => view.byCreation(from, count);
    if (isEverybody) return this.#window(created, 0, view.size, { orderType });
    return this.#sortedByCreation(first, { orderType });
  }

  updatedAfter(since: Instant | undefined): PeopleRange {
    return this.#byStamp(since && since.time + 1, ASCENDING);
  }

  numbered(first: number, last: number): PeopleRange {
    const view = this.#view;
    const begin = view.idsBefore(first - 1);
    const read = (from: number, count: number): readonly PersonRow[] =>
      view.rows(from, count).map((row) => ({ ...row, values: { ...row.values, id: String(row.id + 1) } }));
    return this.#window(read, begin, view.idsBefore(last), ASCENDING);
  }

  scroll(from: ScrollCursor | Instant | undefined, count: number): ScrollPage {
    const view = this.#view;
    const isSince = from !== undefined && ('time' in from || from.isSince);
    const first = this.#firstOf(from);
    const end = isSince ? view.withStamp : view.size;
    const rows = view.byStamp(first, Math.min(count, end - first));
    const last = rows.at(-1);
    const isEnd = last === undefined || first + rows.length >= end;
    return {
      texts: rows.map(textOf),
      first,
      last: first + rows.length - 1,
      next: isEnd ? null : presentScrollCursor(cursorOf(last, isSince)),
    };
  }

  #firstOf(from: ScrollCursor | Instant | undefined): number {
    const view = this.#view;
    if (from === undefined) return 0;
    if ('time' in from) return view.stampedBefore(from.time);
    const { stamp, tie, id = 0 } = from;
    if (stamp === null) return view.stampedThrough({ stamp, id, population: 0, order: 0 });
    return tie ? view.stampedThrough({ stamp, id, ...tie }) : view.stampedBefore(stamp + 1);
  }

  /** By stamp; where it says since when, without those that have none. */
  #byStamp(since: number | undefined, order: Order): PeopleWindow {
    const view = this.#view;
    const [first, end] = since === undefined ? [0, view.size] : [view.stampedBefore(since), view.withStamp];
    return this.#window((from, count) => view.byStamp(from, count), first, end, order);
  }

  /** @throws ApiError 400 where they are too many to sort */
  #sortedByCreation(first: number, { orderType }: Order): PeopleWindow {
    const view = this.#view;
    const size = view.withStamp - first;
    if (size > MOST_SORTED) {
      throw badRequest(
        'too_many_to_sort',
        `'order_by=createdAt' would sort the ${size} people that were updated since, and at most ${MOST_SORTED} are sorted. ` +
          "Use 'order_by=updatedAt' or a later 'updated_since'.",
      );
    }
    if (this.#sorted?.first !== first) {
      const rows = view
        .byStamp(first, size)
        .sort(
          (one, other) =>
            one.createdAt - other.createdAt || one.population - other.population || one.id - other.id,
        );
      this.#sorted = { first, rows };
    }
    const { rows } = this.#sorted;
    const window = this.#window((from, count) => rows.slice(from, from + count), 0, size, { orderType });
    return {
      ...window,
      placeOf: (from) => {
        const row = rows[orderType === 'asc' ? from : size - 1 - from];
        if (row === undefined) return 0;
        const place = view.createdThrough(row) - 1;
        return orderType === 'asc' ? place : view.size - 1 - place;
      },
    };
  }

  #window(
    read: (from: number, count: number) => readonly PersonRow[],
    first: number,
    end: number,
    { orderType }: Order,
  ): PeopleWindow {
    return livingWindow({ read, first, end, total: this.#view.size, orderType, textOf });
  }
}

function textOf({ values }: PersonRow): string {
  return JSON.stringify(values);
}

function cursorOf({ stamp, population, order, id }: PersonRow, isSince: boolean): ScrollCursor {
  return stamp === null ? { stamp, id, isSince } : { stamp, tie: { population, order }, isSince };
}
