import path from 'node:path';

/** What Hive names the folder of rows without a value. */
const WITHOUT_VALUE = '__HIVE_DEFAULT_PARTITION__';

/** A folder of partitions, as Hive names it: `day=2026-01-01`. */
export function isPartition(folder: string): boolean {
  return /^[^=]+=[^=]*$/.test(folder);
}

/** The columns that the folders of a file stand for, outermost first. Their values are texts. */
export function partitionsOf(file: string): [name: string, value: string | null][] {
  const folder = path.dirname(file);
  const name = path.basename(folder);
  if (!isPartition(name)) return [];
  const [column = '', value = ''] = name.split('=').map(decoded);
  return [...partitionsOf(folder), [column, value === WITHOUT_VALUE ? null : value]];
}

/** Hive writes what no file name may have as `%3A`. */
function decoded(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
