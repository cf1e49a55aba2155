import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from './file-kind.ts';
import type { StoredBytes } from './object-version.ts';

/**
 * Why a blob cannot give its bytes; undefined when its file is as long as it was, or none are needed. A file of the right length
 * with other bytes is not noticed.
 *
 * Synchronous: the entry of a file is some microseconds away, less than the way through the thread pool.
 */
export function blobFault(folder: string, { blob, sizeBytes }: StoredBytes): string | undefined {
  if (sizeBytes === 0) return undefined;
  const stats = entryOf(join(folder, blob));
  if (!stats) return `blob ${blob} is missing`;
  if (!stats.isFile()) return `blob ${blob} is ${kindOf(stats)}`;
  return stats.size === sizeBytes
    ? undefined
    : `blob ${blob} has ${stats.size} bytes instead of ${sizeBytes}`;
}

function entryOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
