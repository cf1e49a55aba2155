import type { Context } from 'koa';
import { bodyTooLarge } from './vault/errors.ts';

const MOST_BYTES = 1024 * 1024;

/** @throws VaultError 413 above 1 MiB, which no secret with its versions needs */
export async function readText(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of ctx.req) {
    sizeBytes += chunk.length;
    if (sizeBytes > MOST_BYTES) throw bodyTooLarge(MOST_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
