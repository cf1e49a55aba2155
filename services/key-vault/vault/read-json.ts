import type { Context } from 'koa';
import { readText } from '../read-text.ts';
import { badParameter, unsupportedMediaType } from './errors.ts';

/** More than a value of 25 KiB with each character escaped, its tags and its content type. */
const MOST_BYTES = 256 * 1024;

/** @throws VaultError 415 when the body is not declared as JSON, 413 when it is too large, 400 when it is no object */
export async function readJson(
  ctx: Context,
  mostBytes = MOST_BYTES,
): Promise<Readonly<Record<string, unknown>>> {
  if (!ctx.is('application/json', '+json')) throw unsupportedMediaType(ctx.get('Content-Type'));
  const parsed = parse(await readText(ctx, mostBytes));
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
    return parsed as Record<string, unknown>;
  }
  throw badParameter('The body must be a JSON object.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badParameter(`The body is not valid JSON: ${(error as Error).message}`);
  }
}
