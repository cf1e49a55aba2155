import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

const LOOK_EVERY_MS = 250;

/**
 * Whether the command was started by `nohup`, and so outlives its terminal. Node.js forgets at its start that SIGHUP
 * is to be ignored; what tells is the shell's name of the program, and that nohup gives a standard input that cannot
 * be read.
 */
export function keepsRunning(): boolean {
  if (path.basename(process.env['_'] ?? '') === 'nohup') return true;
  const flags = /flags:\s*(\d+)/.exec(read('/proc/self/fdinfo/0'))?.[1];
  return isNull() && flags !== undefined && (Number.parseInt(flags, 8) & 0o3) === 1;
}

/**
 * Calls back when the process that started this one has ended, if this one is part of it: one that npm started, or a
 * child in its parent's process group with its own input. Not one that was sent to the background: shells give
 * such a child its own group, or no input.
 */
export function watchParent(onEnd: () => void): void {
  const parent = process.ppid;
  // Between npm and its script stands a shell, which outlives npm.
  const above = parentOf(parent);
  const isOfNpm = process.env['npm_lifecycle_event'] !== undefined && [parent, above].some(isNpm);
  if (parent <= 1 || keepsRunning() || !(isOfNpm || isPartOfParent())) return;
  const look = setInterval(() => {
    if (process.ppid === parent && (!isOfNpm || parentOf(parent) === above)) return;
    clearInterval(look);
    onEnd();
  }, LOOK_EVERY_MS);
  look.unref();
}

/** Where the system does not tell the names of processes, the environment has to do. */
function isNpm(pid: number): boolean {
  const name = read(`/proc/${pid}/comm`);
  return name === '' || /^np[mx]\b/.test(name);
}

/** proc_pid_stat(5): the parent is field 4, the process group field 5; the name in parentheses may hold spaces. */
function parentOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function isPartOfParent(): boolean {
  const stat = read('/proc/self/stat');
  const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
  return group !== undefined && Number(group) !== process.pid && !isNull();
}

/** Whether the standard input is `/dev/null`, which shells give to what they run in the background. */
function isNull(): boolean {
  try {
    return readlinkSync('/proc/self/fd/0') === '/dev/null';
  } catch {
    return false;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
