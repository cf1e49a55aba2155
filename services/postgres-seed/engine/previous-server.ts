import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitUntil } from '../../../core/wait-until.ts';

const PATIENCE_MS = 5000;

/**
 * Stops a server that outlived the process which started it, and removes the traces of one that was killed.
 * The caller holds the folder's lock, so a server that still uses these files is an orphan.
 *
 * @param postgres the program that it runs
 */
export async function stopPreviousServer(data: string, postgres: string): Promise<void> {
  const pid = await serverPid(data);
  if (pid !== undefined && (await serves(pid, data))) {
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      if (await endedBy(signal, pid, data)) break;
    }
  }
  await endSessions(data, postgres);
  // Left behind by a kill -9. The server would refuse to start if another program has that number by now.
  await rm(join(data, 'postmaster.pid'), { recursive: true, force: true });
}

/** The process number that a server wrote into its folder; undefined when there is none. */
async function serverPid(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

/** Whether the server ended by that signal. One that ended may stay as a zombie where nobody reaps, but serves no more. */
async function endedBy(signal: NodeJS.Signals, pid: number, data: string): Promise<boolean> {
  try {
    process.kill(pid, signal);
    await waitUntil(`the server with pid ${pid} to end`, async () => !(await serves(pid, data)), {
      timeoutMs: PATIENCE_MS,
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends the sessions of a server whose own process was killed: one that works goes on until it waits for something, and
 * no other server starts before. Known by their program and their folder, where the system tells both.
 */
async function endSessions(data: string, postgres: string): Promise<void> {
  const folder = await realpath(data).catch(() => data);
  for (const name of await readdir('/proc').catch(() => [])) {
    const pid = Number(name);
    if (!(pid > 0) || !(await isSession(pid, folder, postgres))) continue;
    await waitUntil(`process ${pid} to end`, async () => {
      kill(pid);
      return !(await isSession(pid, folder, postgres));
    });
  }
}

async function isSession(pid: number, folder: string, postgres: string): Promise<boolean> {
  const [works, runs] = await Promise.all(
    ['cwd', 'exe'].map((link) => readlink(`/proc/${pid}/${link}`).catch(() => '')),
  );
  return works === folder && runs === postgres;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

/** Whether a process is a server of that folder: its command line names it. */
async function serves(pid: number, data: string): Promise<boolean> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (text) => text.split('\0'),
    () => commandLineByPs(pid),
  );
  return words.includes(data);
}

/** For systems without /proc. Words with spaces fall apart, so the whole line is one word too. */
async function commandLineByPs(pid: number): Promise<readonly string[]> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]);
    const line = stdout.trim();
    return [line.slice(line.indexOf(' -D ') + 4), ...line.split(' ')];
  } catch {
    return [];
  }
}
