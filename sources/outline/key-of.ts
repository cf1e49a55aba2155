import { type Field, kind } from './field-words.ts';
import type { LeafShape, ObjectShape } from './shape.ts';
import { codeLike } from './text-kind.ts';
import { joinedWordsOf, singularOf } from './words-of.ts';

/** The field that tells the rows of a list apart. */
export interface Key {
  readonly name: string;
  readonly leaf: LeafShape;
  /** Whether nothing but its place speaks for it. */
  readonly isGuessed: boolean;
}

const NAMES = ['id', 'uuid', 'guid', 'gid', 'sid', 'key', 'code', 'number', 'sku', 'handle', 'slug'];

/** @returns undefined where no field can be a key: none is a text or a whole number */
export function keyOf({ members }: ObjectShape, resource: string): Key | undefined {
  const leaves = members.flatMap(({ name, shape }) =>
    shape.is === 'leaf' && ['text', 'whole', 'number', 'any'].includes(shape.type)
      ? [{ name, leaf: shape }]
      : [],
  );
  const one = joinedWordsOf(singularOf(resource));
  const names = ['id', `${one}id`, `${one}uuid`, `${one}key`, `${one}number`, ...NAMES];
  const usual = names.flatMap((name) => leaves.filter((leaf) => joinedWordsOf(leaf.name) === name));
  const named = usual[0] ?? leaves.find(({ name }) => /id$/i.test(name));
  const found = named ?? leaves.find(({ leaf }) => leaf.choices === undefined);
  return found && { ...found, isGuessed: named === undefined };
}

/** The kind of a key: whatever its values are, each is there once. */
export function keyKind({ leaf, isGuessed }: Key): Omit<Field, 'name'> {
  const note = isGuessed ? 'guessed: the first field that can be a key' : undefined;
  if (leaf.type === 'whole' || leaf.type === 'number')
    return { words: kind('number'), ...(note !== undefined && { note }) };
  if (leaf.format === 'uuid') return { words: kind('uuid'), ...(note !== undefined && { note }) };
  const code = codeLike(leaf);
  const isCode = code !== 'code' || leaf.examples.length > 0 || (leaf.longest ?? 36) < 36;
  return {
    words: kind(isCode ? code : 'uuid'),
    note:
      note ??
      (leaf.pattern === undefined ? undefined : `guessed: its pattern is ${leaf.pattern}`) ??
      (leaf.examples.length > 0 ? 'guessed from an example' : 'guessed: any text would do'),
  };
}
