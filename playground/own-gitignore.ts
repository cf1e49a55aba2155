import path from 'node:path';
import { find } from '../core/damaged-file.ts';
import type { Logger } from '../core/logger.ts';
import { writeOwnFile } from './own-file.ts';

const CONTENT =
  '# Made by connector-playground: data, private keys and certificates are not for a repository.\n*\n';

/**
 * Keeps a folder out of the repository that it is in, whatever that repository ignores. A file that says something
 * else stays; one that is empty or cut short is made again.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` when a directory has its name
 */
export async function keepOutOfGit(directory: string, logger: Logger): Promise<void> {
  const file = path.join(directory, '.gitignore');
  const { text = '', damage } = await find(file);
  const isWhole = text === CONTENT || !CONTENT.startsWith(text);
  if (isWhole) return;
  writeOwnFile(file, CONTENT, 0o644);
  if (damage !== undefined || text !== '')
    logger('file_made_again', { file, damage: damage ?? 'is cut short' });
}
