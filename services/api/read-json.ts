import type { Context } from 'koa';
import { badRequest, unsupportedMediaType } from './errors.ts';
import { readBody } from './read-body.ts';

/**
 * Reads a request's body as JSON.
 *
 * @throws ApiError 415 when it is not declared as JSON, 413 above 64 KiB, 400 when it does not parse
 */
export async function readJson(ctx: Context): Promise<unknown> {
  if (!ctx.is('application/json', '+json')) throw unsupportedMediaType(ctx.get('Content-Type'));
  const body = await readBody(ctx.req);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw badRequest('bad_json', `The body is not valid JSON: ${(error as Error).message}`);
  }
}
