import type { Readable } from 'node:stream';
import { hungUp } from './refusal.ts';

const NEWS = ['readable', 'end', 'close', 'error'];

/**
 * Takes so many bytes from a stream and leaves the rest in it, so that it can be piped afterwards.
 *
 * @throws Refusal when the stream ends before
 */
export async function readBytes(stream: Readable, size: number): Promise<Buffer> {
  if (size === 0) return Buffer.alloc(0);
  for (;;) {
    const bytes: Buffer | null = stream.read(size);
    // At its end a stream gives what it has, which may be less.
    if (bytes?.length === size) return bytes;
    if (bytes !== null || stream.readableEnded || stream.destroyed) throw hungUp();
    await newsOf(stream);
  }
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
