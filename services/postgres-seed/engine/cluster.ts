import { randomBytes } from 'node:crypto';
import { access, chmod, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { hasCode } from '../../../core/playground-error.ts';
import type { Undo } from '../../../core/undo.ts';
import { identityUnreadable, initFailed } from '../errors.ts';
import type { PostgresOptions } from '../options.ts';
import { CLOCK_ROLE } from '../seed/clock-schema.ts';
import { notesFor } from '../statements/notes-for.ts';
import { ServerLog } from '../statements/server-log.ts';
import { type Account, serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { claimPort } from './claim-port.ts';
import { lockFolder } from './folder-lock.ts';
import { keepServer } from './kept-server.ts';
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
  readonly port: number;
  /** Undefined when nobody is to note statements. */
  readonly log: ServerLog | undefined;
  readonly superuser: { readonly user: string; readonly password: string };
  /** Says that the seed is complete: the next start with the same fingerprint uses it. */
  seal(): Promise<void>;
  /** @throws PlaygroundError `ERR_SERVICE_FAILED` when the server died too often to be started again */
  check(): void;
  close(): Promise<void>;
}

/** What is known of a complete seed. Without this file everything in the folder is made again. */
interface Identity {
  readonly fingerprint: string;
  readonly superuserPassword: string;
}

/** Starts a server on the files in `directory` if they have that fingerprint, else on new ones. */
export async function openCluster(
  options: PostgresOptions,
  fingerprint: string,
  undo: Undo,
  signal: AbortSignal,
): Promise<Cluster> {
  const folder = join(resolve(options.directory), 'cluster');
  const data = join(folder, 'data');
  const identityFile = join(folder, 'identity.json');
  const account = await serverAccount(folder);
  await makeStateFolder(folder, account, undo);
  const unlock = await lockFolder(folder);
  undo.defer(unlock);
  const { postgres, initdb } = await findBinaries(folder);
  await stopPreviousServer(data, postgres);
  // Only now: the previous server may have had it.
  const port = await claimPort(options.host, options.port);
  const start = await programStarter(account, [postgres, data]);
  const log = options.notesStatements ? serverLog(join(folder, 'log'), account, options) : undefined;
  undo.defer(async () => log?.close());

  const known = (await exists(data)) ? await readIdentity(identityFile, folder) : undefined;
  const isNew = known?.fingerprint !== fingerprint;
  const superuserPassword = isNew ? randomBytes(18).toString('base64url') : known.superuserPassword;
  if (isNew) {
    await rm(identityFile, { force: true });
    await rm(data, { recursive: true, force: true });
    undo.defer(() => rm(data, { recursive: true, force: true }));
    await initialise({ start, initdb, folder, password: superuserPassword, account, signal });
  }
  // A copied folder or a mounted volume may have lost the mode that the server insists on.
  await chmod(data, 0o700);
  await writeServerSettings(data, { ...options, port, statementFolder: log?.folder }, account);
  const launch = { start, postgres, data, logger: options.logger, log };
  const server = await keepServer((signal) => startServer(launch, signal), options.logger, signal);
  undo.defer(() => server.stop());

  return {
    isNew,
    port,
    log,
    superuser: { user: SUPERUSER, password: superuserPassword },
    seal: () => writeIdentity(identityFile, { fingerprint, superuserPassword }),
    check: () => server.check(),
    close: async () => {
      await server.stop();
      await log?.close();
      await unlock();
    },
  };
}

function serverLog(folder: string, account: Account | undefined, options: PostgresOptions): ServerLog {
  const own = notesFor(options, CLOCK_ROLE);
  return new ServerLog(folder, account, (database) => options.shared?.notesOf(database) ?? own);
}

/**
 * Stops the server that a killed process left in a directory, so that its port can be had. Touches nothing as long as a
 * process has the directory.
 */
export async function stopOrphan(directory: string): Promise<void> {
  const folder = join(resolve(directory), 'cluster');
  if (!(await exists(join(folder, 'data')))) return;
  const unlock = await lockFolder(folder);
  try {
    const { postgres } = await findBinaries(folder);
    await stopPreviousServer(join(folder, 'data'), postgres);
  } finally {
    await unlock();
  }
}

interface Initialisation {
  readonly start: StartProgram;
  readonly initdb: string;
  readonly folder: string;
  readonly password: string;
  readonly account: Account | undefined;
  readonly signal: AbortSignal;
}

/** Makes the files of an empty server. Texts sort by code point on every machine, and have upper and lower case. */
async function initialise(asked: Initialisation): Promise<void> {
  const { start, initdb, folder, password, account, signal } = asked;
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
    signal,
  ).finally(() => rm(passwordFile, { force: true }));
  signal.throwIfAborted();
  if (code !== 0) throw initFailed(output);
}

/**
 * @returns undefined when the folder has no whole seed
 * @throws PlaygroundError `ERR_SERVICE_FAILED` when it may have one, which is not to be lost without a word
 */
async function readIdentity(file: string, folder: string): Promise<Identity | undefined> {
  try {
    const { fingerprint, superuserPassword } = JSON.parse(await readFile(file, 'utf8'));
    if (typeof fingerprint === 'string' && typeof superuserPassword === 'string') {
      return { fingerprint, superuserPassword };
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw identityUnreadable(file, folder, error);
  }
  throw identityUnreadable(file, folder, new Error('something is missing in it'));
}

async function writeIdentity(file: string, identity: Identity): Promise<void> {
  await rm(`${file}.new`, { recursive: true, force: true });
  await writeFile(`${file}.new`, JSON.stringify(identity), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
