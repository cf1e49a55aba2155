import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hasCode } from '../../core/playground-error.ts';

/**
 * Gives the text of a file that only its owner may read (mode 0600); makes it first if there is none. A crash
 * leaves either no file or a whole one.
 */
export async function keepFile(path: string, make: () => Promise<string> | string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  const text = await make();
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, text, { mode: 0o600, flag: 'wx' });
  await rename(unfinished, path);
  return text;
}
