import type { LivingRow } from '../../fixtures/living-table.ts';
import type { Paging, Resource } from '../declaration.ts';
import { type Cursor, parseCursor, presentCursor } from './cursor.ts';
import type { Bounds, Listing } from './listing.ts';
import type { Parameters } from './parameters.ts';

/** What a request says of the page that it wants. */
export interface PageAsked {
  readonly size: number;
  /** Of a walk by tokens: what the page before has given. It knows what the walk was asked for. */
  readonly cursor: Cursor | undefined;
  readonly parameters: Parameters;
}

const MOST_PLACE = 999_999_999_999_999;

/** @throws SourceError 400 for a size or a token that there cannot be, 410 for a token that is too old */
export function pageAskedIn(parameters: Parameters, paging: Paging, now: number): PageAsked {
  const { size: sizeName, rows, most, by, parameter, expiresMs } = paging;
  const size = (sizeName === undefined ? undefined : parameters.whole(sizeName, 1, most)) ?? rows;
  const token = by === 'cursor' ? parameters.text(parameter) : undefined;
  return {
    size,
    cursor: token === undefined ? undefined : parseCursor(parameter, token, now, expiresMs),
    parameters,
  };
}

/**
 * Where the page begins in a listing.
 *
 * @param rowOf the row with a key, or an error that there is none
 * @throws SourceError 400 for a number that there cannot be, 404 where it is to begin after a row that is not there
 */
export function beginOf(
  asked: PageAsked,
  listing: Listing,
  { paging }: Resource,
  rowOf: (key: string) => LivingRow,
): number {
  const { by, parameter, first } = paging;
  const { size, cursor, parameters } = asked;
  switch (by) {
    case 'none':
      return 0;
    case 'page':
      return ((parameters.whole(parameter, first, MOST_PLACE) ?? first) - first) * size;
    case 'offset':
      return parameters.whole(parameter, 0, MOST_PLACE) ?? 0;
    case 'cursor':
      return cursor === undefined ? 0 : listing.through(cursor.place);
    case 'after': {
      const key = parameters.text(parameter);
      return key === undefined ? 0 : listing.through(rowOf(key));
    }
  }
}

/** Where a page has ended. */
interface PageEnd {
  readonly begin: number;
  /** How many rows it has; at least one. */
  readonly count: number;
  readonly last: LivingRow;
  readonly bounds: Bounds;
  readonly now: number;
}

/** What the parameter must be for the next page. */
export function nextOf(
  { size, cursor }: PageAsked,
  { paging, table }: Resource,
  end: PageEnd,
): string | number {
  switch (paging.by) {
    case 'none':
      return '';
    case 'page':
      return Math.floor(end.begin / size) + paging.first + 1;
    case 'offset':
      return end.begin + end.count;
    case 'cursor':
      return presentCursor({ place: end.last, bounds: cursor?.bounds ?? end.bounds, at: end.now });
    case 'after':
      return end.last.values[table.key[0] as string] as string | number;
  }
}
