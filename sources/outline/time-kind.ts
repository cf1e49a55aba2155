import type { LeafShape } from './shape.ts';
import { wordsOf } from './words-of.ts';

const COLUMNS: readonly (readonly [kind: string, words: readonly string[]])[] = [
  ['updated', ['updated', 'modified', 'changed', 'update', 'modification', 'mtime', 'lastmodified']],
  ['created', ['created', 'creation', 'inserted', 'added', 'ctime', 'datecreated']],
  ['deleted', ['deleted', 'archived', 'trashed', 'removed']],
];
const TIMES = ['at', 'on', 'date', 'time', 'timestamp', 'datetime', 'ts', 'epoch'];
const LARGEST_EPOCH = 1e11;

/** `updated epoch-ms` of a field that is a time, by its format or, of numbers, by its name; undefined of any other. */
export function timeKind(name: string, leaf: LeafShape): string | undefined {
  const words = wordsOf(name);
  const column = COLUMNS.find(([, known]) => known.some((word) => words.includes(word)))?.[0];
  const format = writtenAs(leaf, words, column !== undefined);
  if (format === undefined) return undefined;
  if (column === undefined || (column === 'deleted' && !leaf.isNullable))
    return format === 'date' ? 'day' : joined('time', format);
  return joined(column, format);
}

function joined(kind: string, format: string): string {
  return format === 'iso' ? kind : `${kind} ${format}`;
}

function writtenAs(leaf: LeafShape, words: readonly string[], isColumn: boolean): string | undefined {
  const { type, format } = leaf;
  if (type === 'whole' || type === 'number') return numberOfTime(leaf, words, isColumn);
  if (type !== 'text' && type !== 'any') return undefined;
  if (format === 'date') return 'date';
  if (format !== 'date-time') return undefined;
  const [example] = leaf.examples;
  return typeof example === 'string' ? isoOf(example) : 'iso';
}

function isoOf(example: string): string {
  if (/^\d{4}-\d\d-\d\d \d/.test(example)) return 'space';
  if (/[+-]\d\d:?\d\d$/.test(example)) return 'iso-offset';
  if (!/z$/i.test(example)) return 'iso-local';
  return /\.\d/.test(example) ? 'iso-ms' : 'iso';
}

/** Numbers are times where their format or their name says so: `created`, `expires_at`; never `created_by_id`. */
function numberOfTime(
  { format = '', examples }: LeafShape,
  words: readonly string[],
  isColumn: boolean,
): string | undefined {
  const last = words.at(-1) ?? '';
  const isNamed = TIMES.includes(last) || (isColumn && words.length === 1);
  if (!isNamed && !/time|epoch/.test(format)) return undefined;
  const isMs = /ms|milli/.test(format) || examples.some((one) => Number(one) > LARGEST_EPOCH);
  return isMs ? 'epoch-ms' : 'epoch';
}
