import type { Context } from 'koa';
import { originOf } from '../site.ts';
import { pageOf, parsePaging } from './page.ts';

/** Answers with one page of a list and the address of the next. */
export function respondPage<Item>(
  ctx: Context,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  present: (item: Item) => unknown,
): void {
  const query = new URLSearchParams(ctx.querystring);
  const { items: page, skipToken } = pageOf(items, keyOf, parsePaging(query));
  ctx.body = { value: page.map(present), nextLink: skipToken ? nextLink(ctx, query, skipToken) : null };
}

function nextLink(ctx: Context, query: URLSearchParams, skipToken: string): string {
  query.set('$skiptoken', skipToken);
  return `${originOf(ctx)}${ctx.path}?${query.toString().replaceAll('%24', '$')}`;
}
