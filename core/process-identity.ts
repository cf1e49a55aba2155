import { readFile } from 'node:fs/promises';
import { hasCode } from './playground-error.ts';

/**
 * The number of a process and, where the system tells it, when it began (field 22 of proc_pid_stat(5)):
 * numbers come again, in containers at every start. Undefined when there is no such process.
 */
export async function identityOf(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (hasCode(error, 'ESRCH')) return undefined;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in parentheses may hold spaces; the fields after it cannot.
  const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${pid} ${began ?? ''}`;
}
