import type { IncomingMessage } from 'node:http';
import { hasCode } from '../../core/playground-error.ts';
import { badRequest, bodyTooLarge } from './errors.ts';

const MOST_BYTES = 64 * 1024;

/**
 * Reads a request's body to its end.
 *
 * @throws ApiError 413 above 64 KiB, 400 when it breaks off
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
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
    throw hasCode(error, 'ECONNRESET')
      ? badRequest('broken_body', 'The connection was closed before the body was complete.')
      : error;
  }
  return Buffer.concat(chunks);
}
