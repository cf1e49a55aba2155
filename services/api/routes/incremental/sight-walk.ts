import type { Context } from 'koa';
import { respondPage } from '../../formats/respond-page.ts';
import { notePage } from '../../note-rows.ts';
import type { Route } from '../../route.ts';
import type { SightPage } from '../../select/sight-page.ts';
import { presentSightCursor } from '../../sight-cursor.ts';

type Walk = NonNullable<Route['walk']>;

/** What is common to walks over what has happened, in the order in which it could be seen. */
export const sightWalk = {
  since: 'since',
  effects: ['stale', 'expire: scroll'],
  pageOf: (query, pageAt) => pageAt(query.get('scroll_param') || undefined),
} satisfies Omit<Walk, 'about'>;

/**
 * The schema of the cursor that such an answer has.
 *
 * @param ended when it is null
 */
export function nextCursor(ended: string) {
  return { type: ['string', 'null'], description: `For the next request; null when ${ended}.` };
}

/**
 * Sends a page of such a walk.
 *
 * @param walk which one its cursor can go on with
 * @param fields of the answer, after its cursor
 */
export function respondSightPage(
  ctx: Context,
  walk: string,
  { data, next }: SightPage<unknown>,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  const cursor = next && presentSightCursor(walk, next);
  notePage(ctx, { isLast: cursor === null, next: cursor });
  const texts = data.map((row) => JSON.stringify(row));
  respondPage(ctx, texts, { scroll_param: cursor, ...fields });
}
