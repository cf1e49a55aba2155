import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../../core/playground-error.ts';
import { identityOf } from '../../../core/process-identity.ts';
import { folderInUse } from '../errors.ts';

const FILE = 'used-by';

/**
 * Takes a folder for this process, so that no second one starts a server in it. A lock whose process is gone
 * counts for nothing.
 *
 * @returns how to give it back
 * @throws PlaygroundError `ERR_SERVICE_FAILED` with the process that has it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, FILE);
  const holder = await readFile(path, 'utf8').catch(() => '');
  const pid = Number.parseInt(holder, 10);
  if (pid > 0 && (await identityOf(pid)) === holder) throw folderInUse(folder, pid);
  await rm(path, { recursive: true, force: true });
  try {
    await writeFile(path, (await identityOf(process.pid)) ?? '', { flag: 'wx' });
  } catch (error) {
    if (hasCode(error, 'EEXIST'))
      throw folderInUse(folder, Number.parseInt(await readFile(path, 'utf8'), 10));
    throw error;
  }
  return () => rm(path, { force: true });
}
