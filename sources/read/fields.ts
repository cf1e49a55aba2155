import { requireMap, wrong } from '../../core/faults/written.ts';
import { nearest } from '../../core/nearest.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { kinds } from '../../fixtures/declared/kinds.ts';
import type { DeclaredColumn } from '../../fixtures/declared/table-declaration.ts';
import type { Value } from '../../fixtures/table.ts';
import type { ItemNode } from '../declaration.ts';
import { modified } from './modifiers.ts';

/** The fields of a resource: the columns of its table, and how a row of it is written. */
export interface Fields {
  readonly columns: readonly DeclaredColumn[];
  readonly item: ItemNode;
}

const SEPARATOR = '_';
const CONSTANT = '= ';

/**
 * Reads fields: a map of names to what they hold. A text is a kind with its modifiers (`updated epoch-ms`, `whole 1..9`,
 * `phone?` for one that may be null), or a constant behind `= `; a list of values is one of them; a map is an object in the
 * item; a list with one map is a list of one object, one with a list of values a list of one of them.
 */
export function readFields(value: unknown, where: string): Fields {
  const columns: DeclaredColumn[] = [];
  const leaf = (name: string, column: Omit<DeclaredColumn, 'name'>): ItemNode => {
    columns.push({ name, ...column });
    return { is: 'column', column: name };
  };
  const read = (part: unknown, place: string, name: string): ItemNode => {
    if (typeof part === 'string') return leaf(name, columnOf(part, place));
    if (isChoice(part)) return leaf(name, { kind: 'one-of', options: { values: part } });
    if (Array.isArray(part)) {
      if (part.length !== 1) throw wrong(place, 'a list of values, or of one map', part);
      if (isChoice(part[0])) return leaf(name, listOf(part[0]));
      return { is: 'list', item: read(part[0], `${place}[0]`, name) };
    }
    if (typeof part === 'object' && part !== null) return objectOf(part, place, name);
    return leaf(name, { kind: 'constant', options: { value: part as Value } });
  };
  const objectOf = (map: object, place: string, prefix: string): ItemNode => ({
    is: 'object',
    members: Object.entries(map).map(([name, part]) => [
      name,
      read(part, `${place}.${name}`, prefix === '' ? name : `${prefix}${SEPARATOR}${name}`),
    ]),
  });
  requireMap(value, where);
  const item = objectOf(value, where, '');
  const twice = columns.find(({ name }, index) => columns.findIndex((one) => one.name === name) < index);
  if (twice)
    throw wrong(where, 'fields with names of their own, also where nested ones are joined by _', twice.name);
  if (columns.length === 0) throw wrong(where, 'at least one field', value);
  return { columns, item };
}

function isChoice(part: unknown): part is readonly Value[] {
  return (
    Array.isArray(part) && part.length > 0 && part.every((one) => typeof one !== 'object' || one === null)
  );
}

/** A list as a value, as whoever keeps it has it: as JSON. */
function listOf(values: readonly Value[]): Omit<DeclaredColumn, 'name'> {
  return { kind: 'one-of', options: { values: values.map((value) => [value]) } };
}

function columnOf(text: string, where: string): Omit<DeclaredColumn, 'name'> {
  if (text.startsWith(CONSTANT)) return { kind: 'constant', options: { value: text.slice(CONSTANT.length) } };
  const isNullable = text.endsWith('?');
  const [word = '', ...modifiers] = (isNullable ? text.slice(0, -1) : text).trim().split(/\s+/);
  const nullable = isNullable && { isNullable };
  if (Object.hasOwn(kinds, word)) return { kind: word, ...nullable, ...modified(word, modifiers, where) };
  const near = nearest(word, Object.keys(kinds)).map((one) => `'${one}'`);
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${where} is of an unknown kind '${word}'. Did you mean ${near.join(', ')}? A constant text is written '= ${text}'.`,
  );
}
