import { rm } from 'node:fs/promises';
import path from 'node:path';
import { find } from '../core/damaged-file.ts';
import type { Logger } from '../core/logger.ts';
import { makeFolder } from '../core/make-folder.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { identityOf } from '../core/process-identity.ts';
import { writeOwnFile } from './own-file.ts';

const FILE = 'playground.pid';

/** A process as {@link identityOf} names it. */
const IDENTITY = /^(\d+)(?: \d+)?$/;

export interface Claim {
  /** The process that holds the folder; undefined when nobody does, or nobody that lives. */
  readonly owner?: number;
  /** The process that held it and was killed. */
  readonly killed?: number;
  /** Why nobody can tell, to go on after the file's name. */
  readonly damage?: string;
}

/**
 * Makes the folder and claims it for this process, so that two playgrounds never write the same data. A
 * claim that a killed process left behind is taken over, and so is one that cannot be read; the log says so.
 *
 * @returns a function that gives the claim up
 * @throws PlaygroundError `ERR_ALREADY_STARTED` when a living process holds it, `ERR_BAD_OPTION` when it cannot be
 *   made or written, `ERR_SERVICE_FAILED` when a directory has the name of the claim
 */
export async function claimDirectory(directory: string, logger: Logger): Promise<() => Promise<void>> {
  const refuse = (cause: Error): never => {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The folder ${directory} cannot be used: ${cause.message}. Choose another folder.`,
      { cause },
    );
  };
  await makeFolder(directory).catch(refuse);
  const file = path.join(directory, FILE);
  const { owner, damage } = await claimOn(directory);
  if (owner !== undefined) {
    throw new PlaygroundError(
      'ERR_ALREADY_STARTED',
      `A playground already runs in ${directory} (process ${owner}). Stop it, or choose another folder.`,
    );
  }
  const identity = `${await identityOf(process.pid)}\n`;
  try {
    writeOwnFile(file, identity, 0o644);
  } catch (error) {
    if (error instanceof PlaygroundError) throw error;
    refuse(error as Error);
  }
  if (damage !== undefined) logger('file_made_again', { file, damage });
  return () => rm(file, { force: true });
}

/** The process that holds the folder; undefined when nobody does, or nobody that lives. */
export async function claimant(directory: string): Promise<number | undefined> {
  return (await claimOn(directory)).owner;
}

/** Who holds or held a folder. Nothing where nobody did, or gave it up. */
export function claimOn(directory: string): Promise<Claim> {
  return claimIn(path.join(directory, FILE));
}

/** Who is named in a file as a process that holds something. */
export async function claimIn(file: string): Promise<Claim> {
  const { text, damage } = await find(file);
  if (damage !== undefined) return { damage };
  if (text === undefined) return {};
  const holder = text.trimEnd();
  const pid = Number(IDENTITY.exec(holder)?.[1]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return { damage: 'names no process' };
  return (await identityOf(pid))?.trimEnd() === holder ? { owner: pid } : { killed: pid };
}
