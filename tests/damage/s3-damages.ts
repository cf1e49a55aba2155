import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Folder } from './s3-folder.ts';
import type { Harm } from './s3-folder-outcomes.ts';

/** Bytes without order that are the same in every run; newlines are among them. */
export function noise(sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = 12345;
  for (let position = 0; position < sizeBytes; position += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[position] = state >>> 24;
  }
  return bytes;
}

/** Damages one file of a store's folder in one of these ways. */
export const way =
  (name: keyof typeof WAYS, file: (folder: Folder) => string): Harm =>
  (folder) =>
    WAYS[name](file(folder), folder.outsideFile);

/** Ways in which any file can be damaged. */
export const WAYS = {
  'is empty': (file) => writeFile(file, ''),
  'is cut short': (file) => truncate(file, 10),
  'is noise': (file) => writeFile(file, noise(5000)),
  'is missing': (file) => rm(file, { recursive: true }),
  'is a link to a file elsewhere': (file, outside) => replaceBy(file, () => symlink(outside, file)),
  'is a link to itself': (file) => replaceBy(file, () => symlink(file, file)),
  'is a folder': (file) =>
    replaceBy(file, async () => {
      await mkdir(file);
      await writeFile(path.join(file, 'inside'), 'kept');
    }),
  'is a pipe': (file) => replaceBy(file, async () => void execFileSync('/usr/bin/mkfifo', [file])),
} satisfies Record<string, (file: string, outside: string) => Promise<void>>;

async function replaceBy(file: string, make: () => Promise<void>): Promise<void> {
  await rename(file, `${file}.moved`);
  await make();
  await rm(`${file}.moved`, { recursive: true });
}
