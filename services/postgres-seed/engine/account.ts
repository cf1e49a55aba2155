import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An account of the operating system. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** What most systems give `nobody`, for those that have no list of accounts. */
const NOBODY: Account = { uid: 65_534, gid: 65_534 };

/**
 * The account that the server must run as because we are root, which PostgreSQL refuses to be: the one that
 * owns the place of its files, else `postgres`, else `nobody`. Undefined: our own will do.
 */
export async function serverAccount(folder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = await nearestThatExists(folder);
  if (uid !== 0) return { uid, gid };
  return (await accountNamed('postgres')) ?? (await accountNamed('nobody')) ?? NOBODY;
}

/** Whether the mode bits let an account pass through every folder above a path. */
export async function canReach(account: Account, path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function nearestThatExists(path: string): Promise<Account> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found) return found;
  }
  return stat('/');
}

async function accountNamed(name: string): Promise<Account | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, , uid, gid] =
    accounts
      .split('\n')
      .map((line) => line.split(':'))
      .find(([user]) => user === name) ?? [];
  // macOS writes nobody as -2, which the system calls take as an unsigned number.
  return uid && gid ? { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 } : undefined;
}
