import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { cannotLeaveRoot } from '../errors.ts';
import { type Account, canReach } from './account.ts';

/** Starts a program as the account that the server runs as. */
export type StartProgram = (file: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv', '/usr/local/bin/setpriv'];

/** Nothing of our environment: PGPORT, PGDATA or a preloaded library would change what the server is. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Chooses how to start the server's programs.
 *
 * Root's own home is often closed to every other account, and with it a project or an npm cache inside. Then
 * the account gets one capability, to pass closed folders, and nothing else of root's.
 *
 * @param paths what the account must be able to reach
 * @throws PlaygroundError `ERR_SERVICE_FAILED` when it cannot and there is no way to let it.
 */
export async function programStarter(
  account: Account | undefined,
  paths: readonly string[],
): Promise<StartProgram> {
  if (!account) return (file, args, options) => spawn(file, args, { ...options, env: ENVIRONMENT });
  const closed = await firstOutOfReach(account, paths);
  if (closed === undefined) {
    return (file, args, options) => spawn(file, args, { ...options, ...account, env: ENVIRONMENT });
  }
  const setpriv = await firstThatExists(SETPRIV);
  if (setpriv === undefined) throw cannotLeaveRoot(closed);
  const privileges = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    // access(2), by which the server finds its own folder, ignores capabilities of others than root without it.
    '--securebits=+no_setuid_fixup',
    '--',
  ];
  return (file, args, options) =>
    spawn(setpriv, [...privileges, file, ...args], { ...options, env: ENVIRONMENT });
}

async function firstOutOfReach(account: Account, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (!(await canReach(account, path))) return path;
  return undefined;
}

async function firstThatExists(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}
