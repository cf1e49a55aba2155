import type { Value } from '../../fixtures/table.ts';
import { type Field, type FieldWords, kind } from './field-words.ts';
import { type Key, keyKind } from './key-of.ts';
import { numberKind } from './number-kind.ts';
import type { LeafShape, ListShape, Member, ObjectShape, Shape } from './shape.ts';
import { type KindFound, textKind } from './text-kind.ts';
import { timeKind } from './time-kind.ts';
import { joinedWordsOf } from './words-of.ts';

/** Whose rows those of a list are, where they belong to others: what the field may be called that says so. */
export type ParentNames = readonly string[];

export interface FieldsFound {
  readonly fields: readonly Field[];
  /** Fields that the format of sources cannot have, each with the reason. */
  readonly leftOut: readonly string[];
}

const SEPARATOR = '_';
/** Objects in objects deeper than this are only told where they are always there. */
const DEEP = 3;
/** Kinds that every row has. */
const NEVER_NULL = ['created', 'deleted-mark', 'updated', 'deleted'];
const LONGEST_NOTE = 80;

/** The fields of a row, each with its kind, and what was guessed of it. */
export function fieldsOf(item: ObjectShape, key: Key, parent: ParentNames): FieldsFound {
  const taken = new Set(item.members.filter(({ shape }) => shape.is === 'leaf').map(({ name }) => name));
  const leftOut: string[] = [];
  const parents = parent.map(joinedWordsOf);

  const objectOf = ({ members }: ObjectShape, prefix: string, depth: number): readonly Field[] =>
    members.flatMap((member) => {
      const { name, shape } = member;
      const column = prefix === '' ? name : `${prefix}${SEPARATOR}${name}`;
      if (depth >= DEEP && !member.isRequired && shape.is !== 'leaf') return [];
      if (prefix !== '' && shape.is === 'leaf') {
        if (taken.has(column)) {
          leftOut.push(`${column.replaceAll(SEPARATOR, '.')}: another field has the name '${column}'`);
          return [];
        }
        taken.add(column);
      }
      if (prefix === '' && name === key.name) return [{ name, ...keyKind(key) }];
      if (shape.is === 'leaf' && parents.includes(joinedWordsOf(column)))
        return [{ name, words: kind('parent'), note: 'guessed from its name' }];
      return [
        fieldOf(
          member,
          column,
          depth,
          members.map((one) => one.name),
        ),
      ];
    });

  const fieldOf = (member: Member, column: string, depth: number, siblings: readonly string[]): Field => {
    const { name, shape } = member;
    if (shape.is === 'leaf') return { name, ...leafField(name, shape, siblings) };
    if (shape.is === 'object')
      return { name, words: { is: 'object', fields: objectOf(shape, column, depth + 1) } };
    return { name, ...listField(name, shape, column, depth) };
  };

  const listField = (
    name: string,
    { item: each }: ListShape,
    column: string,
    depth: number,
  ): Omit<Field, 'name'> => {
    if (each.is === 'object')
      return { words: { is: 'list', item: { is: 'object', fields: objectOf(each, column, depth + 1) } } };
    taken.add(column);
    const values = sampleOf(each);
    return {
      words: { is: 'list', item: { is: 'choices', values } },
      ...(each.is === 'leaf' &&
        each.choices === undefined && { note: `guessed: a list of one of these ${name}` }),
    };
  };
  return { fields: objectOf(item, '', 1), leftOut };
}

function leafField(name: string, leaf: LeafShape, siblings: readonly string[]): Omit<Field, 'name'> {
  const { choices, isNullable, pattern, examples } = leaf;
  if (choices !== undefined) return { words: choiceOf(choices, isNullable) };
  if (pattern !== undefined && examples.length > 0)
    return { words: choiceOf(examples, isNullable), note: 'the examples, for its pattern' };
  const found = kindOf(name, leaf, siblings);
  const [word = ''] = found.words.split(' ');
  const mark = isNullable && !NEVER_NULL.includes(word) ? '?' : '';
  const note = pattern === undefined ? guess(name, found) : `pattern ${pattern}`.slice(0, LONGEST_NOTE);
  return { words: kind(`${found.words}${mark}`), ...(note !== undefined && { note }) };
}

function kindOf(name: string, leaf: LeafShape, siblings: readonly string[]): KindFound {
  const time = timeKind(name, leaf);
  if (time !== undefined) return { words: time, isByName: leaf.type === 'whole' || leaf.type === 'number' };
  if (leaf.type === 'whole' || leaf.type === 'number') return numberKind(name, leaf);
  if (leaf.type === 'boolean') {
    const isMark = /^(?:is)?(?:deleted|trashed|removed)$/.test(joinedWordsOf(name));
    return { words: isMark ? 'deleted-mark' : 'boolean', isByName: isMark };
  }
  return textKind(name, leaf, siblings);
}

/** Nothing is said of a kind that is called as the field. */
function guess(name: string, { words, isByName }: KindFound): string | undefined {
  const isSame = joinedWordsOf(words) === joinedWordsOf(name);
  return isByName && !isSame ? 'guessed from its name' : undefined;
}

function choiceOf(choices: readonly Value[], isNullable: boolean): FieldWords {
  const values = [...new Set(choices)];
  const all = isNullable && !values.includes(null) ? [...values, null] : values;
  const [only] = all;
  if (all.length > 1) return { is: 'choices', values: all };
  return { is: 'constant', value: only as string | number | boolean | null };
}

const SAMPLES: Readonly<Record<LeafShape['type'], readonly Value[]>> = {
  text: ['alpha', 'beta', 'gamma'],
  any: ['alpha', 'beta', 'gamma'],
  whole: [1, 2, 3],
  number: [1.5, 2.5, 3.5],
  boolean: [true, false],
};
const SAMPLES_OF_FORMAT: Readonly<Record<string, Value>> = {
  uuid: '00000000-0000-4000-8000-000000000001',
  'date-time': '2025-01-01T00:00:00Z',
  date: '2025-01-01',
  email: 'somebody@example.com',
  uri: 'https://example.com/',
  ipv4: '192.0.2.1',
};

/** Values of a list whose items are no objects. */
function sampleOf(shape: Shape): readonly Value[] {
  if (shape.is !== 'leaf') return [null];
  const { choices, examples, format, type } = shape;
  if (choices && choices.length > 0) return choices;
  if (examples.length > 0) return [...new Set(examples)];
  const written = SAMPLES_OF_FORMAT[format ?? ''];
  return written === undefined ? SAMPLES[type] : [written];
}
