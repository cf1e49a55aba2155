import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const CONTENT =
  '# Made by connector-playground: data, private keys and certificates are not for a repository.\n*\n';

/** Keeps a folder out of the repository that it is in, whatever that repository ignores; one that is there stays. */
export async function keepOutOfGit(directory: string): Promise<void> {
  const file = path.join(directory, '.gitignore');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.trim() === '') await writeFile(file, CONTENT);
}
