import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const DOES_NOTHING = '#!/bin/sh\nexit 0\n';

/**
 * Makes a folder for the front of the PATH in which `pipreqs` does nothing. By it `fivetran debug` compares the imports of a
 * project with its requirements before each sync, which takes a third of a sync and changes nothing in it.
 *
 * @returns the folder
 */
export async function withoutPipreqs(folder: string): Promise<string> {
  const programs = path.join(folder, 'programs');
  await mkdir(programs);
  await writeFile(path.join(programs, 'pipreqs'), DOES_NOTHING, { mode: 0o755 });
  return programs;
}
