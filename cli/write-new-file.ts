import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pieces } from '../core/control/send-pieces.ts';

/**
 * Writes a file that may be large, at the pace of the disk. It has its name when it is complete: until then it is
 * `PATH.new`, and a failure leaves an older file as it was.
 *
 * @throws Error of the file system, or whatever a piece fails with
 */
export async function writeNewFile(path: string, pieces: Pieces): Promise<void> {
  const draft = `${path}.new`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(draft));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
