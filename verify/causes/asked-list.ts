import type { AskedList } from '../../core/control/journal-entry.ts';
import * as api from './api-routes.ts';
import type { Asked } from './asked.ts';
import * as url from './asked-by-url.ts';

/*
 * What a request asks for: of which table, rows or deletes, from when on, which page. A source that is declared has noted that
 * itself; of the API, its routes and the names of its parameters tell.
 */

/** The table whose rows a request asks for; undefined where it asks for none, or nobody can tell. */
export function tableOf(asked: Asked): string | undefined {
  return asked.list?.table ?? api.tableOfRoute(asked);
}

/** Whether it is known of a request which rows it asks for, if any. */
export function isKnown(asked: Asked): boolean {
  return asked.list != null || api.isKnownRoute(asked);
}

/** Whether the answer tells who is gone. */
export function asksForDeletes(asked: Asked): boolean {
  return asked.list ? asked.list.gives === 'deletes' : api.routeTellsDeletes(asked);
}

/** Whether the body of the answer is a list of rows of which the journal keeps the places. */
export function asksForRows(asked: Asked): boolean {
  if (asked.list) return asked.list.gives === 'rows';
  return asked.operation === 'GET' && !api.isOfDeletes(asked) && api.hasPlaces(asked);
}

/** Whether the journal has the places of the rows in an answer. */
export function hasPlaces(asked: Asked): boolean {
  return asked.list ? asked.list.gives !== 'row' && !asked.list.isPart : api.hasPlaces(asked);
}

/** The instant (ms since 1970) from which on a request wants rows; undefined where it wants all. */
export function sinceOf(asked: Asked): number | undefined {
  return asked.list ? (asked.list.since ?? undefined) : url.sinceInUrl(asked);
}

/** Which of their times that is about. */
export function sinceBy({ list }: Asked): AskedList['by'] {
  return list?.by ?? 'updatedAt';
}

/** Whether a request says from when on it wants rows, in whatever form. */
export function asksSince(asked: Asked): boolean {
  return asked.list ? asked.list.since !== null && isByStamp(asked) : url.asksSinceInUrl(asked);
}

/** Whether rows are asked for by the time of their last change, if they are by any. */
export function isByStamp({ list }: Asked): boolean {
  return !list || list.by === 'updatedAt' || list.gives === 'deletes';
}

/** Whether a request begins a walk. */
export function isFirstPage(asked: Asked): boolean {
  return asked.list ? asked.list.page === 1 : url.isFirstInUrl(asked);
}

/** What of a request's parameters says which list it is, besides its route and its path. */
export function filtersOf(asked: Asked): readonly (readonly [name: string, value: string])[] {
  return asked.list ? [] : url.filtersInUrl(asked);
}

/** What the page before has given to ask for this one; undefined at the beginning of a walk, and where pages are counted. */
export function cursorOf(asked: Asked): string | undefined {
  return asked.list ? (asked.list.token ?? undefined) : url.cursorInUrl(asked);
}

/** Whether pages are asked for by their number or by an offset. */
export function isByPlace(asked: Asked): boolean {
  return asked.list ? ['page', 'offset'].includes(asked.list.paging) : url.isByPlaceInUrl(asked);
}

/** Whether a page is asked for that has one row at most. */
export function isOfOneRow(asked: Asked): boolean {
  return asked.list ? asked.list.size === 1 : url.isOfOneRowInUrl(asked);
}

/** What is the same of two tries of one request. A journal masks tokens in URLs, so that a URL alone does not tell. */
export function requestOf({ service, operation, target, list }: Asked): string {
  return JSON.stringify([service, operation, target, list?.token, list?.page]);
}
