import { readFile, readlink } from 'node:fs/promises';
import { hasCode, PlaygroundError } from './playground-error.ts';

/** What is found in the place of a file; neither when nothing is there. */
export interface Found {
  readonly text?: string;
  /** Why there is no text, to go on after the file's name: `is a directory`. */
  readonly damage?: string;
}

/** Reads a file that may be missing. A link that leads nowhere is not a missing file. */
export async function find(file: string): Promise<Found> {
  try {
    return { text: await readFile(file, 'utf8') };
  } catch (error) {
    if (hasCode(error, 'EISDIR')) return { damage: 'is a directory' };
    if (!hasCode(error, 'ENOENT')) return { damage: `cannot be read: ${(error as Error).message}` };
    const target = await readlink(file).catch(() => undefined);
    return target === undefined ? {} : { damage: `is a link to ${target}, which is not there` };
  }
}

/**
 * Says that a file which the playground keeps is not what it was.
 *
 * @param what goes on after the file's name: `is not a private key in PEM`
 * @param remedy the way out, as sentences
 * @returns PlaygroundError `ERR_SERVICE_FAILED`
 */
export function damagedFile(file: string, what: string, remedy: string, cause?: unknown): PlaygroundError {
  return new PlaygroundError('ERR_SERVICE_FAILED', `${file} ${what}. ${remedy}`, { cause });
}
