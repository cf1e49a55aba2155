import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../core/playground-error.ts';

/**
 * Writes what a running playground tells others into a file of its folder, whole or not at all, readable by its
 * owner only.
 *
 * @returns a function that removes it, for when the playground stops
 */
export async function writeRunningFile(
  directory: string,
  name: string,
  content: unknown,
): Promise<() => Promise<void>> {
  const file = path.join(directory, name);
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return () => rm(file, { force: true });
}

/** What the file says; undefined when there is none. */
export async function readRunningFile(directory: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path.join(directory, name), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
