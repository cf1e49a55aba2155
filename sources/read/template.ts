import { type Reader, wrong } from '../../core/faults/written.ts';
import { nearest } from '../../core/nearest.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { Template } from '../declaration.ts';

const PLACE = /^\$([A-Za-z_][\w-]*)(\??)$/;

/** What a text of a template stands for; undefined of one that is meant as it is. `$$` begins one with a dollar sign. */
export function placeIn(text: string): { readonly name: string; readonly isOptional: boolean } | undefined {
  const [, name, mark] = PLACE.exec(text) ?? [];
  return name === undefined ? undefined : { name, isOptional: mark === '?' };
}

/**
 * Reads what a body is made of.
 *
 * @param known what its places may be called
 * @throws PlaygroundError `ERR_BAD_OPTION` for a place of another name
 */
export function templateOf(known: readonly string[]): Reader<NonNullable<Template>> {
  const read = (value: unknown, where: string): Template => {
    if (Array.isArray(value)) return value.map((part, index) => read(part, `${where}[${index}]`));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, part]) => [name, read(part, `${where}.${name}`)]),
      );
    const place = typeof value === 'string' ? placeIn(value) : undefined;
    if (place !== undefined && !known.includes(place.name)) throw unknownPlace(where, place.name, known);
    return value as Template;
  };
  return (value, where) => {
    const template = read(value, where);
    if (template !== null) return template;
    throw wrong(where, 'what a body is made of', value);
  };
}

function unknownPlace(where: string, name: string, known: readonly string[]): PlaygroundError {
  const near = nearest(name, known).map((one) => `'$${one}'`);
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${where} has '$${name}', which stands for nothing here. Did you mean ${near.join(', ')}? A text that begins with a dollar sign is written with two.`,
  );
}
