import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../../core/playground-error.ts';
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
  await rm(path, { force: true });
  try {
    await writeFile(path, (await identityOf(process.pid)) ?? '', { flag: 'wx' });
  } catch (error) {
    if (hasCode(error, 'EEXIST'))
      throw folderInUse(folder, Number.parseInt(await readFile(path, 'utf8'), 10));
    throw error;
  }
  return () => rm(path, { force: true });
}

/**
 * The number of a process and, where the system tells it, when it began (field 22 of proc_pid_stat(5)):
 * numbers come again, in containers at every start. Undefined when there is no such process.
 */
async function identityOf(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return undefined;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in parentheses may hold spaces; the fields after it cannot.
  const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${pid} ${began ?? ''}`;
}
