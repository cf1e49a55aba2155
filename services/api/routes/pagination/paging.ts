import type { EffectTerm } from '../../../../core/faults/effects.ts';
import { PAGE_EFFECTS } from '../../../../core/faults/page-effects.ts';
import { integer } from '../../parameters.ts';

/** The page parameters that two kinds of paging share. */
export const perPage = integer('per_page', {
  description: 'How many items on a page.',
  absent: 10,
  minimum: 1,
  maximum: 50,
  outOfRange: "Invalid value for 'per_page'. It should be between 1 and 50.",
});

export const page = integer('page', {
  description: 'Which page, counted from 1.',
  absent: 1,
  minimum: 1,
  outOfRange: "Invalid value for 'page'. It must be greater than or equal to 1.",
});

/** What a fault can do to a page that the client cuts. */
export const CUT_PAGE_EFFECTS: readonly EffectTerm[] = [...PAGE_EFFECTS, 'ties'];

/** The page that a query names. */
export function numberedPage(query: URLSearchParams): number {
  return Number(query.get('page') ?? 1);
}

/** The page that rows from an offset on are; `limit` is what a query has that names none. */
export function pageAtOffset(query: URLSearchParams, limit: number): number {
  return Math.floor(Number(query.get('offset') ?? 0) / Number(query.get('limit') ?? limit)) + 1;
}
