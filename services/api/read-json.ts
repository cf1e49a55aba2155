import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { hasCode } from '../../core/playground-error.ts';
import { badRequest, bodyTooLarge, unsupportedMediaType } from './errors.ts';

const MOST_BYTES = 64 * 1024;

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

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of request) {
      sizeBytes += chunk.length;
      if (sizeBytes > MOST_BYTES) throw bodyTooLarge(MOST_BYTES);
      chunks.push(chunk);
    }
  } catch (error) {
    // Nobody is there to read the answer, but the journal should not blame the playground.
    throw hasCode(error, 'ECONNRESET') ? badRequest('broken_body', 'The body broke off.') : error;
  }
  return Buffer.concat(chunks);
}
