import { type FaultyRequest, faultyPage } from '../../../core/faults/faulty-page.ts';
import { shuffled } from '../../../core/faults/shuffle.ts';
import type { ListedPeople, PeopleRange, PeopleWindow, Selection } from '../select/listed-people.ts';

/** People in pages that the client cuts. */
export function faultyWindow(
  window: PeopleWindow,
  request: FaultyRequest,
  order: (place: number) => number = (place) => place,
): PeopleWindow {
  const { cap = Number.POSITIVE_INFINITY, ties } = request.effects;
  const size = Math.min(window.size, cap);
  let end = size;
  const texts = (from: number, to: number): string[] => {
    if (ties === undefined) return window.texts(from, to);
    return Array.from({ length: Math.max(0, to - from) }, (_, at) => order(from + at)).flatMap((place) =>
      window.texts(place, place + 1),
    );
  };
  return {
    size,
    rows: (from, to) => window.rows(from, Math.min(to, size)),
    texts: (from, to) => {
      const page = texts(from, Math.min(to, size));
      end = from + Math.min(page.length, request.effects.short ?? page.length);
      return faultyPage(page, request);
    },
    // The last of the rows that are there, however often each is.
    placeOf: (from) => window.placeOf(Math.min(from, Math.max(0, end - 1))),
  };
}

/** People in one answer, of any number. */
export function faultyRange(range: PeopleRange, { effects, number }: FaultyRequest): PeopleRange {
  const { empty, short, cap, shuffle, duplicate } = effects;
  const kept = empty ? 0 : Math.min(range.size, short ?? range.size, cap ?? range.size);
  const place = shuffle ? shuffled(kept, number) : (at: number) => at;
  const times = duplicate ? 2 : 1;
  return {
    size: kept * times,
    rows: (from, to) => {
      if (!shuffle && !duplicate) return range.rows(from, to);
      return Array.from({ length: to - from }, (_, at) => place(Math.floor((from + at) / times))).flatMap(
        (old) => range.rows(old, old + 1),
      );
    },
    placeOf: (from) => range.placeOf(Math.min(from, Math.max(0, kept - 1))),
  };
}

/** Before all stamps. */
const EARLIEST = -8.64e15;

/**
 * An order in which rows with the same stamp have changed places, across pages too.
 *
 * @param window all of a selection that is ordered by stamp
 */
export function withShuffledTies(
  listed: ListedPeople,
  window: PeopleWindow,
  { orderType, updatedSince }: Selection,
  number: number,
): (place: number) => number {
  const stampAt = (place: number): string | null | undefined => window.rows(place, place + 1)[0]?.updatedAt;
  const sizeSince = (time: number): number =>
    listed.ordered({ orderBy: 'updatedAt', orderType, updatedSince: { text: '', time } }).size;
  // Whoever has no stamp comes after all others, and first in the other direction.
  const unstamped = updatedSince ? 0 : window.size - sizeSince(EARLIEST);
  return (place) => {
    const stamp = stampAt(place);
    if (!stamp) return place;
    const time = Date.parse(stamp);
    const [after, since] = [sizeSince(time + 1), sizeSince(time)];
    const first = orderType === 'asc' ? window.size - unstamped - since : unstamped + after;
    return first + shuffled(since - after, number)(place - first);
  };
}
