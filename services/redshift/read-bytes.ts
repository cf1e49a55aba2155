import type { Readable } from 'node:stream';
import { hungUp } from './refusal.ts';

const NEWS = ['readable', 'end', 'close', 'error'];

/**
 * Takes so many bytes from a stream and leaves the rest in it, so that it can be piped afterwards.
 *
 * @throws Refusal when the stream ends before
 */
export async function readBytes(stream: Readable, size: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let missing = size;
  while (missing > 0) {
    // All there is, and not just what is missing: a stream that still holds something says at once that it is readable.
    const part: Buffer | null = stream.read();
    if (part === null) {
      if (stream.readableEnded || stream.destroyed) throw hungUp();
      await newsOf(stream);
      continue;
    }
    parts.push(part.subarray(0, missing));
    if (part.length > missing) stream.unshift(part.subarray(missing));
    missing -= Math.min(missing, part.length);
  }
  return Buffer.concat(parts);
}

function newsOf(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      for (const event of NEWS) stream.off(event, settle);
      resolve();
    };
    for (const event of NEWS) stream.on(event, settle);
  });
}
