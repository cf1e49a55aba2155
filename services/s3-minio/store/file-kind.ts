import type { Stats } from 'node:fs';

/** What is there, in words. */
export function kindOf(stats: Stats): string {
  if (stats.isFile()) return 'an ordinary file';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isSymbolicLink()) return 'a link';
  return 'neither file nor folder';
}
