import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { copyProject } from './copy-project.ts';

const exec = promisify(execFile);

/** Where a connector is run. */
export interface Scratch extends AsyncDisposable {
  readonly folder: string;
  /** A copy of the connector. */
  readonly project: string;
  /** An empty home folder, so that nothing of the user's is read or changed. */
  readonly home: string;
}

/**
 * Copies a connector into a new folder. The folder's name is short, because GnuPG puts sockets below the home folder
 * and their paths may have no more than 104 characters.
 *
 * @param keep whether the folder outlives its disposal
 */
export async function makeScratch(connector: string, keep: boolean): Promise<Scratch> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'playground-run-'));
  const [project, home] = [path.join(folder, 'project'), path.join(folder, 'home')];
  const keys = path.join(home, '.gnupg');
  await mkdir(keys, { recursive: true, mode: 0o700 });
  await copyProject(connector, project);
  return {
    folder,
    project,
    home,
    async [Symbol.asyncDispose]() {
      await endKeyAgent(keys);
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** GnuPG leaves a process behind that keeps the keys of a folder; one that was not used has none. */
async function endKeyAgent(keys: string): Promise<void> {
  const used = await readdir(keys).catch(() => []);
  if (used.length > 0) await exec('gpgconf', ['--homedir', keys, '--kill', 'all']).catch(() => undefined);
}
