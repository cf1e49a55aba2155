import { access, readdir } from 'node:fs/promises';
import path from 'node:path';

const PROGRAM = 'connector.py';

/** Whether a folder holds a connector. */
export function isConnector(folder: string): Promise<boolean> {
  return access(path.join(folder, PROGRAM)).then(
    () => true,
    () => false,
  );
}

/**
 * Every folder of a tree that holds a connector, by path. Connectors are not looked for inside of connectors, of
 * Python environments and of hidden folders.
 *
 * @param folder absolute
 */
export async function findConnectors(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  if (names.includes(PROGRAM)) return [folder];
  if (names.includes('pyvenv.cfg')) return [];
  const below = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => path.join(folder, entry.name))
    .sort();
  return (await Promise.all(below.map(findConnectors))).flat();
}
