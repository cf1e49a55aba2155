import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { damagedFile, find } from './damaged-file.ts';
import { hasCode } from './playground-error.ts';

interface Keeping {
  readonly mode: number;
  /** The way out when the file cannot be read, as sentences. */
  readonly remedy: string;
  make(): Promise<string> | string;
}

/**
 * The text of a file, which is made if there is none yet. Of several who make it at once the first wins and all get
 * its text; nobody ever reads half a file.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a file which cannot be read
 */
export async function keepFile(file: string, { mode, remedy, make }: Keeping): Promise<string> {
  const { text, damage } = await find(file);
  if (damage !== undefined) throw damagedFile(file, damage, remedy);
  if (text !== undefined) return text;
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, await make(), { mode, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file, 'utf8');
}
