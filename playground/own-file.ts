import { rm } from 'node:fs/promises';
import { damagedFile } from '../core/damaged-file.ts';
import { hasCode } from '../core/playground-error.ts';
import { replaceFile } from '../core/replace-file.ts';

/**
 * Writes a file that every start can make again, in the place of whatever file or link is there.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` when a directory is there, because it may hold what is somebody's; else
 *   an Error of the file system
 */
export function writeOwnFile(file: string, text: string, mode: number): void {
  try {
    replaceFile(file, text, { mode });
  } catch (error) {
    throw hasCode(error, 'EISDIR') ? isDirectory(file, error) : error;
  }
}

/**
 * Removes such a file, or the link in its place.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` when a directory is there
 */
export async function removeOwnFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    throw hasCode(error, 'ERR_FS_EISDIR') ? isDirectory(file, error) : error;
  });
}

function isDirectory(file: string, cause: unknown) {
  return damagedFile(file, 'is a directory', 'Remove it: the next start writes a file there.', cause);
}
