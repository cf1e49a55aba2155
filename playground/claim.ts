import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../core/make-folder.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { identityOf } from '../core/process-identity.ts';

const FILE = 'playground.pid';

/**
 * Makes the folder and claims it for this process, so that two playgrounds never write the same data. A
 * claim that a killed process left behind is taken over.
 *
 * @returns a function that gives the claim up
 * @throws PlaygroundError `ERR_ALREADY_STARTED` when a living process holds it, `ERR_BAD_OPTION` when it cannot be
 *   made or written
 */
export async function claimDirectory(directory: string): Promise<() => Promise<void>> {
  const refuse = (cause: Error): never => {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The folder ${directory} cannot be used: ${cause.message}. Choose another folder.`,
      { cause },
    );
  };
  await makeFolder(directory).catch(refuse);
  const file = path.join(directory, FILE);
  const owner = await claimant(directory);
  if (owner !== undefined) {
    throw new PlaygroundError(
      'ERR_ALREADY_STARTED',
      `A playground already runs in ${directory} (process ${owner}). Stop it, or choose another folder.`,
    );
  }
  await writeFile(file, `${await identityOf(process.pid)}\n`).catch(refuse);
  return () => rm(file, { force: true });
}

/** The process that holds the folder; undefined when nobody does, or nobody that lives. */
export async function claimant(directory: string): Promise<number | undefined> {
  const holder = (await readFile(path.join(directory, FILE), 'utf8').catch(() => '')).trimEnd();
  const pid = Number.parseInt(holder, 10);
  return pid > 0 && (await identityOf(pid))?.trimEnd() === holder ? pid : undefined;
}
