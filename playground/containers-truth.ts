import path from 'node:path';
import { damagedFile, find } from '../core/damaged-file.ts';
import { CONTAINERS_REMEDY } from './containers-file.ts';
import { removeOwnFile, writeOwnFile } from './own-file.ts';
import { type Truth, truthFile } from './truth.ts';

const FILE = 'containers-truth.json';

/** Writes what determines the rows of containers beside their addresses; undefined: nobody can know it ahead. */
export async function writeContainersTruth(directory: string, truth: Truth | undefined): Promise<void> {
  const file = path.join(directory, FILE);
  if (truth === undefined) await removeOwnFile(file);
  else writeOwnFile(file, `${JSON.stringify(truth, null, 2)}\n`, 0o600);
}

/**
 * Undefined for a folder without one.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
export async function readContainersTruth(directory: string): Promise<Truth | undefined> {
  const file = path.join(directory, FILE);
  const { text, damage } = await find(file);
  if (damage !== undefined) throw damagedFile(file, damage, CONTAINERS_REMEDY);
  try {
    return text === undefined ? undefined : truthFile.parse(JSON.parse(text));
  } catch (error) {
    throw damagedFile(file, `is damaged: ${(error as Error).message}`, CONTAINERS_REMEDY, error);
  }
}
