import { type ParsedUrlQuery, parse } from 'node:querystring';
import type { Context } from 'koa';
import { readBody } from './read-body.ts';

/**
 * Reads a request's body as a form.
 *
 * @returns undefined when it is not declared as one
 * @throws ApiError 413 above 64 KiB
 */
export async function readForm(ctx: Context): Promise<ParsedUrlQuery | undefined> {
  if (!ctx.is('application/x-www-form-urlencoded')) return undefined;
  const body = await readBody(ctx.req);
  return parse(body.toString('utf8'), '&', '=', { maxKeys: 0 });
}
