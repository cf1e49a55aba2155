import type { IncomingMessage } from 'node:http';
import { bodyIncomplete, bodyTooLarge, bodyTooSlow } from './control-error.ts';

const LIMITS = { bytes: 4_096, ms: 30_000 };

/**
 * The body of a request for `/_playground/*`.
 *
 * @throws ControlError 413 above 4 KiB, if no other size is given, 408 when it has not arrived after 30 s, 400 when it breaks off
 */
export function readControlBody(
  request: IncomingMessage,
  given: Partial<typeof LIMITS> = {},
): Promise<string> {
  const limits = { ...LIMITS, ...given };
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  return new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(bodyTooSlow(limits.ms / 1000)), limits.ms);
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > limits.bytes) reject(bodyTooLarge(limits.bytes));
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', () => reject(bodyIncomplete()));
    request.once('close', () => {
      clearTimeout(late);
      reject(bodyIncomplete());
    });
  });
}
