import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

/** What earlier runs left in a project, and what is not part of it. */
const LEFT_OUT = new Set(['files', 'crash-reports', '__pycache__', 'node_modules', '.git']);

/** Copies a connector without what earlier runs left in it, into folders that can be written whatever they were. */
export async function copyProject(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'pyvenv.cfg')) return;
  for (const entry of entries.filter(({ name }) => !LEFT_OUT.has(name))) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyProject(source, target);
    else await copyFile(source, target);
  }
}
