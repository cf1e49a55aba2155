import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from './playground-error.ts';

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` never ends where a file system says that
 * a folder's parent is not there although it is, as `/proc` does when a folder is made in it.
 *
 * @returns the first that was made; undefined when all were there
 * @throws Error of the file system, also when something else than a folder is there
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let above = path.resolve(folder); !(await isThere(above)); above = path.dirname(above)) {
    missing.unshift(above);
  }
  for (const each of missing) {
    await mkdir(each, { mode: 0o755 }).catch((error: unknown) => {
      // Another process may have been faster.
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  }
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`);
  return missing[0];
}

function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
