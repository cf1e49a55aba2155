import { access, chown, constants, mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Undo } from '../../../core/undo.ts';
import { folderClosed } from '../errors.ts';
import type { Account } from './account.ts';

/** Makes the folder that the server's account owns. A start that fails removes again what it made. */
export async function makeStateFolder(
  folder: string,
  account: Account | undefined,
  undo: Undo,
): Promise<void> {
  try {
    const first = await mkdir(folder, { recursive: true });
    if (first !== undefined) undo.defer(() => removeFolders(folder, first));
    if (account) await chown(folder, account.uid, account.gid);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw folderClosed(folder, error);
  }
}

/** Removes a folder, then those above it up to `first` as long as nothing else is in them. */
async function removeFolders(folder: string, first: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (let above = folder; above !== first; ) {
    above = dirname(above);
    await rmdir(above);
  }
}
