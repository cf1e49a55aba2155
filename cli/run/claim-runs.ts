import { createHash, randomUUID } from 'node:crypto';
import { access, constants, link, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { damagedFile } from '../../core/damaged-file.ts';
import { hasCode } from '../../core/playground-error.ts';
import { identityOf } from '../../core/process-identity.ts';
import { claimIn } from '../../playground/claim.ts';

/** How often it is looked whether another run has ended. */
const LOOK_AGAIN_MS = 200;

interface Waiting {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Is told whom it waits for, once for each. */
  say(text: string): void;
}

/**
 * Claims a playground for the runs of this process, and waits as long as another run has it: a run resets the data that
 * the other one reads. The claim of a process that was killed is taken over, and so is one that cannot be read.
 *
 * @param directory of the playground
 * @returns what gives the claim up
 * @throws PlaygroundError `ERR_SERVICE_FAILED` when a directory has the name of the claim; the signal's reason when it is
 *   aborted
 */
export async function claimRuns(directory: string, { signal, say }: Waiting): Promise<AsyncDisposable> {
  const file = await fileFor(directory);
  // A link to a whole file: nobody finds a claim that does not name its process yet.
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, `${await identityOf(process.pid)}\n`, { flag: 'wx' });
  try {
    let told: number | undefined;
    while (!(await claimed(own, file))) {
      const { owner, damage } = await claimIn(file);
      if (owner === undefined) {
        await setAside(file, damage);
        continue;
      }
      if (owner !== told)
        say(`Waiting for another run (process ${owner}) to end: both would reset the same data.\n`);
      told = owner;
      await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  } finally {
    await rm(own, { force: true });
  }
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

/** In the folder of the playground; in a container, which only reads that folder, among the temporary files. */
async function fileFor(directory: string): Promise<string> {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  return access(directory, constants.W_OK).then(
    () => path.join(directory, 'run.pid'),
    () => path.join(os.tmpdir(), `playground-run-${name}.pid`),
  );
}

async function claimed(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Removes the claim of nobody. Another run may have replaced it by its own meanwhile: that one is put back. */
async function setAside(file: string, damage: string | undefined): Promise<void> {
  if (damage === 'is a directory') throw damagedFile(file, damage, 'Remove it: a run writes a file there.');
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
    if ((await claimIn(aside)).owner !== undefined) await claimed(aside, file);
    await rm(aside);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
