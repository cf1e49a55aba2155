import { lstatSync, mkdirSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../../core/make-folder.ts';
import { BLOB_NAME } from './blob-name.ts';
import { cannotRead, foreignKind, noFolder } from './folder-errors.ts';

const EVENT_LOG_FILE = 'journal.jsonl';
const BLOB_FOLDER = 'blobs';

export function eventLogIn(directory: string): string {
  return join(directory, EVENT_LOG_FILE);
}

export function blobsIn(directory: string): string {
  return join(directory, BLOB_FOLDER);
}

/** The blobs that are there; whatever else lies between them is not ours. */
export function blobNamesIn(directory: string): readonly string[] {
  return readdirSync(blobsIn(directory)).filter((name) => BLOB_NAME.test(name));
}

/**
 * Makes a store's folder and what must be in it.
 *
 * @throws PlaygroundError ERR_SERVICE_FAILED where the event log or the folder of blobs is a link, or something else than
 *   it was: following it could change what belongs to somebody else
 */
export async function openStoreFolder(directory: string): Promise<void> {
  await makeFolder(directory).catch((error: unknown) => {
    throw noFolder(directory, error);
  });
  const eventLog = eventLogIn(directory);
  const eventLogStats = statsOf(eventLog);
  if (eventLogStats && !eventLogStats.isFile())
    throw foreignKind(eventLog, 'an ordinary file', eventLogStats);
  const blobs = blobsIn(directory);
  const blobStats = statsOf(blobs);
  if (blobStats && !blobStats.isDirectory()) throw foreignKind(blobs, 'a folder', blobStats);
  if (!blobStats) mkdirSync(blobs);
}

/** Of the place itself, not of what a link there leads to; undefined when nothing is there. */
function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw cannotRead(path, error);
  }
}
