import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode, PlaygroundError } from '../core/playground-error.ts';

const FILE = 'playground.pid';

/**
 * Makes the folder and claims it for this process, so that two playgrounds never write the same data. A
 * claim that a killed process left behind is taken over.
 *
 * @returns a function that gives the claim up
 * @throws PlaygroundError `ERR_ALREADY_STARTED` when a living process holds it
 */
export async function claimDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true, mode: 0o755 });
  const file = path.join(directory, FILE);
  const owner = await claimant(directory);
  if (owner !== undefined) {
    throw new PlaygroundError(
      'ERR_ALREADY_STARTED',
      `A playground already runs in ${directory} (process ${owner}). Stop it, or choose another folder.`,
    );
  }
  await writeFile(file, `${process.pid}\n`);
  return () => rm(file, { force: true });
}

/** The process that holds the folder; undefined when nobody does, or nobody that lives. */
export async function claimant(directory: string): Promise<number | undefined> {
  const pid = await readFile(path.join(directory, FILE), 'utf8').then(Number, () => undefined);
  return pid !== undefined && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return hasCode(error, 'EPERM');
  }
}
