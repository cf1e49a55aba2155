import type { Effects } from '../../core/faults/effects.ts';
import { faultyPage } from '../../core/faults/faulty-page.ts';
import type { LivingRow, LivingTable } from '../../fixtures/living-table.ts';
import type { ListOrder, Resource } from '../declaration.ts';
import { badParameter, expiredCursor } from './errors.ts';
import { type Bounds, type Listing, listingOf } from './listing.ts';
import { listingOfRows } from './listing-of-rows.ts';
import { beginOf, nextOf, pageAskedIn } from './pager.ts';
import type { Parameters } from './parameters.ts';
import { rowWithKey } from './row-with-key.ts';
import { boundsIn } from './times.ts';

/** A page of a list, before it is written. */
export interface ListedPage {
  /** Each as often as it is in the answer. */
  readonly rows: readonly LivingRow[];
  readonly begin: number;
  /** How many rows a page has. */
  readonly size: number;
  readonly total: number;
  /** What the paging parameter must be for the next page; null at the end. */
  readonly next: string | number | null;
  /** Where its rows stand in the whole table; undefined where they are only some of it. */
  readonly served: { readonly order: string; readonly first: number; readonly last: number } | undefined;
  /** When the source was as it shows itself, in ms since 1970. */
  readonly at: number;
}

interface ListRequest {
  readonly parameters: Parameters;
  readonly now: number;
  /** What of a fault plan it has met. */
  readonly effects: Effects;
  /** Its number in the journal. */
  readonly number: number;
  /** The rows that it is about, at a time; undefined where it is about all. */
  readonly among: (at: number) => readonly LivingRow[] | undefined;
}

/** @throws SourceError for parameters that there cannot be */
export function listPage(table: LivingTable, resource: Resource, request: ListRequest): ListedPage {
  const { parameters, now, effects, number, among } = request;
  const { paging, since } = resource;
  const asked = pageAskedIn(parameters, paging, now);
  if (effects.expire === 'scroll' && asked.cursor) throw expiredCursor(paging.parameter);
  const bounds = asked.cursor?.bounds ?? boundsIn(parameters, since);
  const at = now - (effects.stale ?? 0);
  const view = table.seenAt(at);
  const some = among(at);
  const order = orderOf(resource, parameters, bounds);
  const listing = capped(
    some ? listingOfRows(some, order, bounds) : listingOf(view, order, bounds),
    effects.cap,
  );
  const begin = Math.min(
    beginOf(asked, listing, resource, (key) => rowWithKey(table, key, at)),
    listing.size,
  );
  const wanted = effects.empty ? 0 : Math.min(asked.size, effects.short ?? asked.size);
  const taken = listing.rows(begin, wanted);
  const last = taken.at(-1);
  const isEnd = begin + taken.length >= listing.size;
  const first = listing.placeOf(begin);
  return {
    rows: faultyPage(taken, { effects, number }),
    begin,
    size: asked.size,
    total: listing.size,
    next:
      last === undefined || isEnd
        ? null
        : nextOf(asked, resource, { begin, count: taken.length, last, bounds, now }),
    served: first === undefined ? undefined : { order: listing.order, first, last: first + taken.length - 1 },
    at,
  };
}

/**
 * Rows that are asked for by time are listed by it.
 *
 * @throws SourceError 400 for an order that there is not, or that cannot be had of rows that are asked for by time
 */
function orderOf({ order: usual, since, sort }: Resource, parameters: Parameters, bounds: Bounds): ListOrder {
  const name = sort && parameters.text(sort.parameter);
  const asked = name === undefined ? undefined : sort?.values[name];
  if (sort && name !== undefined && asked === undefined)
    throw badParameter(sort.parameter, Object.keys(sort.values).join(' or '), name);
  const order = asked ?? usual;
  if (since === undefined || (bounds.from === undefined && bounds.until === undefined)) return order;
  if (sort && asked && asked.by !== since.by)
    throw badParameter(sort.parameter, `left out, or by the time of '${since.parameter}'`, String(name));
  return { by: since.by, isBackwards: order.by === since.by && order.isBackwards };
}

function capped(listing: Listing, cap: number | undefined): Listing {
  if (cap === undefined || cap >= listing.size) return listing;
  return { ...listing, size: cap, rows: (from, count) => listing.rows(from, Math.min(count, cap - from)) };
}
