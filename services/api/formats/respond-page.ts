import type { Context } from 'koa';

/** Sends `{"data": […], …}`: rows that are JSON text already, then the other fields of the page in their order. */
export function respondPage(
  ctx: Context,
  rows: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): void {
  // What `ctx.type` would look up, for every page.
  ctx.res.setHeader('Content-Type', 'application/json; charset=utf-8');
  ctx.body = `{"data":[${rows.join(',')}],${JSON.stringify(fields).slice(1)}`;
}
