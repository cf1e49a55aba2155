import type { Context } from 'koa';
import { badRequest, bodyTooLarge, unsupportedMediaType } from './errors.ts';

const MOST_BYTES = 64 * 1024;

/**
 * Reads a request's body as JSON.
 *
 * @throws ApiError 415 when it is not declared as JSON, 413 above 64 KiB, 400 when it does not parse
 */
export async function readJson(ctx: Context): Promise<unknown> {
  if (!ctx.is('application/json', '+json')) throw unsupportedMediaType(ctx.get('Content-Type'));
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of ctx.req) {
    sizeBytes += chunk.length;
    if (sizeBytes > MOST_BYTES) throw bodyTooLarge(MOST_BYTES);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw badRequest('bad_json', `The body is not valid JSON: ${(error as Error).message}`);
  }
}
