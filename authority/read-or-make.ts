import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hasCode } from '../core/playground-error.ts';

/**
 * Gives the text of a file, which is `make()` if there is none yet. Of several who make it at once the first
 * wins and all get its text; nobody ever reads half a file.
 */
export async function readOrMake(path: string, mode: number, make: () => string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  const draft = await writeDraft(path, mode, make());
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(path, 'utf8');
}

/** Puts another text in the place of a file in one step. */
export async function replaceFile(path: string, mode: number, text: string): Promise<void> {
  await rename(await writeDraft(path, mode, text), path);
}

async function writeDraft(path: string, mode: number, text: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode, flag: 'wx' });
  return draft;
}
