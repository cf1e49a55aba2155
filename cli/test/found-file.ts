import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../../core/playground-error.ts';

/**
 * Writes what was found into a folder. A file that is there stays as it is: the same text is not written again, and another
 * one gets the next free name (`16-3f2a1b9c-2.yaml`).
 *
 * @returns the file
 */
export async function writeFound(folder: string, id: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (let copy = 1; ; copy += 1) {
    const file = path.join(folder, `${id}${copy === 1 ? '' : `-${copy}`}.yaml`);
    if (await writeOrCompare(file, text)) return file;
  }
}

async function writeOrCompare(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return (await readFile(file, 'utf8')) === text;
  }
}
