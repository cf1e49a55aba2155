import { randomBytes } from 'node:crypto';
import { chmod, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Undo } from '../../../core/undo.ts';
import { initFailed } from '../errors.ts';
import type { PostgresOptions } from '../options.ts';
import { type Account, serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { lockFolder } from './folder-lock.ts';
import { stopPreviousServer } from './previous-server.ts';
import { programStarter, type StartProgram } from './program.ts';
import { runProgram } from './run-program.ts';
import { startServer } from './server-process.ts';
import { SUPERUSER, writeServerSettings } from './server-settings.ts';
import { makeStateFolder } from './state-folder.ts';

/** A running server and the files it stands on. */
export interface Cluster {
  /** True when its files were made just now, so that nothing is in it. */
  readonly isNew: boolean;
  readonly superuser: { readonly user: string; readonly password: string };
  /** Says that the seed is complete: the next start with the same fingerprint uses it. */
  seal(): Promise<void>;
  close(): Promise<void>;
}

/** What is known of a complete seed. Without this file, whatever lies there is made anew. */
interface Identity {
  readonly fingerprint: string;
  readonly superuserPassword: string;
}

/** Starts a server on the files in `directory` if they have that fingerprint, else on new ones. */
export async function openCluster(
  options: PostgresOptions,
  fingerprint: string,
  undo: Undo,
): Promise<Cluster> {
  const folder = join(resolve(options.directory), 'cluster');
  const data = join(folder, 'data');
  const identityFile = join(folder, 'identity.json');
  const account = await serverAccount(folder);
  await makeStateFolder(folder, account, undo);
  const unlock = await lockFolder(folder);
  undo.defer(unlock);
  await stopPreviousServer(data);
  const binaries = await findBinaries(folder);
  const start = await programStarter(account, [binaries.postgres, data]);

  const known = await readIdentity(identityFile);
  const isNew = known?.fingerprint !== fingerprint;
  const superuserPassword = isNew ? randomBytes(18).toString('base64url') : known.superuserPassword;
  if (isNew) {
    await rm(identityFile, { force: true });
    await rm(data, { recursive: true, force: true });
    undo.defer(() => rm(data, { recursive: true, force: true }));
    await initialise(start, binaries.initdb, folder, superuserPassword, account);
  }
  // A copied folder or a mounted volume may have lost the mode that the server insists on.
  await chmod(data, 0o700);
  await writeServerSettings(data, options, account);
  const server = await startServer(start, binaries.postgres, data, options.logger);
  undo.defer(() => server.stop());

  return {
    isNew,
    superuser: { user: SUPERUSER, password: superuserPassword },
    seal: () => writeIdentity(identityFile, { fingerprint, superuserPassword }),
    close: async () => {
      await server.stop();
      await unlock();
    },
  };
}

/** Makes the files of an empty server. Texts sort by code point on every machine, and have upper and lower case. */
async function initialise(
  start: StartProgram,
  initdb: string,
  folder: string,
  password: string,
  account: Account | undefined,
): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const { code, output } = await runProgram(
    start,
    initdb,
    [
      `--pgdata=${join(folder, 'data')}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ],
    folder,
  ).finally(() => rm(passwordFile, { force: true }));
  if (code !== 0) throw initFailed(output);
}

async function readIdentity(file: string): Promise<Identity | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

async function writeIdentity(file: string, identity: Identity): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(identity), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
