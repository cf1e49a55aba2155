import { lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What may stand in the place of a file. */
export const DAMAGES = [
  ['is empty', 'empty'],
  ['is cut short', 'cut'],
  ['is garbage', 'garbage'],
  ['is wrong', 'otherwise'],
  ['is a link that leads nowhere', 'dangling'],
  ["is a link to somebody's file", 'linked'],
  ['is a directory', 'directory'],
] as const;
export type Damage = (typeof DAMAGES)[number][1];

/** @param wrong the text of `is wrong` */
export async function damage(kind: Damage, file: string, wrong: string, somebodys: string): Promise<void> {
  const content = await readFile(file);
  await rm(file);
  if (kind === 'empty') await writeFile(file, '');
  if (kind === 'cut') await writeFile(file, content.subarray(0, content.length >> 1));
  if (kind === 'garbage') await writeFile(file, Buffer.alloc(content.length, 0xa7));
  if (kind === 'otherwise') await writeFile(file, wrong);
  if (kind === 'dangling') await symlink(path.join(path.dirname(somebodys), 'nowhere'), file);
  if (kind === 'linked') {
    await writeFile(somebodys, '');
    await symlink(somebodys, file);
  }
  if (kind === 'directory') {
    await mkdir(file);
    await writeFile(path.join(file, 'kept'), "somebody's");
  }
}

/** What stands there, to be compared. */
export async function lookOf(file: string): Promise<string> {
  const state = await lstat(file);
  if (state.isDirectory()) return `a directory with ${await readdir(file)}`;
  return `${state.isSymbolicLink() ? 'a link' : 'a file'} with ${await readFile(file).catch(() => 'nothing')}`;
}
