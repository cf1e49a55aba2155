import path from 'node:path';
import { damagedFile, find } from '../core/damaged-file.ts';
import type { Logger } from '../core/logger.ts';
import { removeOwnFile, writeOwnFile } from './own-file.ts';

/** A file in which a running playground tells others of itself. */
export interface RunningFile<Content> {
  readonly name: string;
  /** Takes what the file says for its content; throws an Error that says what is wrong with it. */
  parse(json: unknown): Content;
}

const REMEDY = 'Stop the playground and start it again: every start writes that file.';

/**
 * Writes what a running playground tells others into its file, whole or not at all, readable by its owner only.
 *
 * @returns a function that removes it, for when the playground stops
 */
export function writeRunningFile<Content>(
  directory: string,
  { name }: RunningFile<Content>,
  content: Content,
): () => Promise<void> {
  const file = path.join(directory, name);
  writeOwnFile(file, `${JSON.stringify(content, null, 2)}\n`, 0o600);
  return () => removeOwnFile(file);
}

/**
 * What the file says; undefined when there is none.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file, with the way out
 */
export async function readRunningFile<Content>(
  directory: string,
  { name, parse }: RunningFile<Content>,
): Promise<Content | undefined> {
  const file = path.join(directory, name);
  const { content, damage } = await contentOf(file, parse);
  if (damage !== undefined) throw damagedFile(file, damage, REMEDY);
  return content;
}

/**
 * Removes what a killed playground left, before another tells of itself. Says so when it was damaged.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the file when a directory has its name
 */
export async function clearRunningFile<Content>(
  directory: string,
  { name, parse }: RunningFile<Content>,
  logger: Logger,
): Promise<void> {
  const file = path.join(directory, name);
  const { damage } = await contentOf(file, parse);
  await removeOwnFile(file);
  if (damage !== undefined) logger('file_made_again', { file, damage });
}

async function contentOf<Content>(
  file: string,
  parse: (json: unknown) => Content,
): Promise<{ readonly content?: Content; readonly damage?: string }> {
  const { text, damage } = await find(file);
  if (damage !== undefined) return { damage };
  try {
    return text === undefined ? {} : { content: parse(JSON.parse(text)) };
  } catch (error) {
    return { damage: `is damaged: ${(error as Error).message}` };
  }
}
