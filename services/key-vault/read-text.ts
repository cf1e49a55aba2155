import type { Context } from 'koa';
import { bodyTooLarge } from './vault/errors.ts';

/**
 * Reads a body to its end. How long that may take is the listener's to say (`requestTimeoutMs`).
 *
 * @throws VaultError 413 above `mostBytes`
 */
export async function readText(ctx: Context, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of ctx.req) {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) throw bodyTooLarge(mostBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
