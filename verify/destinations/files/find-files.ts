import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { noMatch } from '../errors.ts';
import { isPartition } from './partitions.ts';

/** The files that make one table. */
export interface FilesOfTable {
  readonly table: string;
  /** Sorted by name, with numbers in their order. */
  readonly files: readonly string[];
}

/**
 * The tables that a place holds: a file, a folder with all that is below it, or a pattern.
 *
 * A file is a table named as the file is (`people.csv`), and files in one folder that differ only in the number of a part
 * are one table (`people_000.csv`, `people_001.csv`; a number has three digits or follows `part`). Where the name is but
 * that of a part (`part-0001.parquet`, `data_0.parquet`, `00000-1-4f3c….parquet`), all of a folder are one table that has the
 * folder's name; folders of partitions (`day=2026-01-01`) count as one. Tables of one name in several folders are named
 * with their folders.
 *
 * @param endings without the dot: `['csv', 'csv.gz']`
 * @throws PlaygroundError `ERR_BAD_OPTION` when there is no such file
 */
export async function findFiles(place: string, endings: readonly string[]): Promise<FilesOfTable[]> {
  const files = await filesAt(place, endings);
  const tables = new Map<string, string[]>();
  for (const file of files) {
    const table = tableOf(file, endings);
    tables.set(table, [...(tables.get(table) ?? []), file]);
  }
  const names = shortNames([...tables.keys()]);
  return [...tables.values()].map((found, index) => ({ table: names[index] ?? '', files: found }));
}

/**
 * The files of a place: a file, a folder with all that is below it, or a pattern. Sorted by name, with numbers in their order.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` when there is no such file
 */
export async function filesAt(place: string, endings: readonly string[]): Promise<string[]> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isFile()) return [place];
  const isFolder = found?.isDirectory() ?? false;
  const pattern = isFolder ? endings.map((ending) => `**/*.${ending}`) : [place];
  const files = await glob(pattern, {
    ...(isFolder ? { cwd: place } : {}),
    absolute: true,
    expandDirectories: false,
  });
  if (files.length === 0) throw noMatch(place, endings[0] ?? '');
  return files.sort(inOrder);
}

const { compare: inOrder } = new Intl.Collator('en', { numeric: true });

/** What numbers a part at the end of a name: `_0000_part_00`, `-001`, `.part2`, `_000000000012`. */
const PART = /(?:[-_.]part[-_.]?\d+|[-_.]\d{3,})+$/i;
/** A name that tells no more than which part a file is. */
const ONLY_PART = /^(?:(?:part|data|chunk|batch|file)[-_.]?)?\d[-\w.]*$/i;

/** The path of a table: its folder, and its name. */
function tableOf(file: string, endings: readonly string[]): string {
  const ending = endings.find((one) => file.toLowerCase().endsWith(`.${one}`));
  const stem = path.basename(
    file,
    ending === undefined ? path.extname(file) : file.slice(-ending.length - 1),
  );
  let folder = path.dirname(path.resolve(file));
  while (isPartition(path.basename(folder))) folder = path.dirname(folder);
  return ONLY_PART.test(stem) ? folder : path.join(folder, stem.replace(PART, ''));
}

/** As much of the end of each path as tells it from the others. */
function shortNames(paths: readonly string[]): string[] {
  const parts = paths.map((one) => one.split(path.sep).filter((part) => part !== ''));
  const longest = Math.max(...parts.map(({ length }) => length));
  for (let count = 1; count < longest; count += 1) {
    const names = parts.map((one) => one.slice(-count).join('/'));
    if (new Set(names).size === names.length) return names;
  }
  return parts.map((one) => one.join('/'));
}
