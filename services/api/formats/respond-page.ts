import type { Context } from 'koa';

/** Sends `{"data": […], …}`: rows that are JSON text already, then the other fields of the page in their order. */
export function respondPage(
  ctx: Context,
  rows: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): void {
  ctx.type = 'application/json';
  ctx.body = `{"data":[${rows.join(',')}],${JSON.stringify(fields).slice(1)}`;
}
