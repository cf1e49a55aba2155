import { inspect } from 'node:util';
import type { Authority } from '../../authority/open-authority.ts';
import { nearest } from '../../core/nearest.ts';
import { PlaygroundError } from '../../core/playground-error.ts';

// What a container class was asked for is checked when it is asked: callers in JavaScript have no compiler, and a
// container that starts with a setting it cannot have takes seconds to say so. `asked` is the method's name.

/** @throws PlaygroundError `ERR_BAD_OPTION`, as do all others here */
export function wholeNumber(asked: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw refused(asked, `a whole number from ${least} to ${most}`, value);
}

/** A seed is any whole number that JavaScript can hold. */
export function wholeSeed(value: number): number {
  return wholeNumber('withSeed', value, 0, Number.MAX_SAFE_INTEGER);
}

export function oneOf<Known extends string>(asked: string, value: Known, known: readonly Known[]): Known {
  if (known.includes(value)) return value;
  const [best] = typeof value === 'string' ? nearest(value, known, 1) : [];
  const question = best === undefined ? '' : ` Did you mean '${best}'?`;
  throw refused(asked, `one of ${known.map((each) => `'${each}'`).join(', ')}`, value, question);
}

/** Text that is not empty. */
export function nonEmptyText(asked: string, what: string, value: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw refused(asked, what, value);
}

/** An object of name and value, both of them text. */
export function textByName(
  asked: string,
  what: string,
  value: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isPlain) throw refused(asked, what, value);
  const wrong = Object.entries(value).find(([, each]) => typeof each !== 'string');
  if (wrong) throw refused(asked, what, wrong[1], ` That is the value of ${shown(wrong[0])}.`);
  return value;
}

export function openedAuthority(value: Authority): Authority {
  if (typeof value?.issue === 'function' && typeof value.caCertificatePath === 'string') return value;
  throw refused('withAuthority', 'what openAuthority(folder) resolves to: await it first', value);
}

export function nameOfImage(value: string): string {
  return nonEmptyText('The constructor', "the name of an image, as in 'connector-playground'", value);
}

/** An error that names what may be given, what was given, and the way out. */
export function refused(asked: string, takes: string, value: unknown, hint = ''): PlaygroundError {
  const method = asked.startsWith('with') ? `${asked}()` : asked;
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${method} takes ${takes}, but was given ${shown(value)}.${hint}`,
  );
}

const SHOWN_CHARACTERS = 100;

/** Texts in quotes, objects no deeper than one level, and nothing longer than a line. */
function shown(value: unknown): string {
  const text = inspect(value, {
    depth: 0,
    maxStringLength: SHOWN_CHARACTERS,
    breakLength: Number.POSITIVE_INFINITY,
  });
  return text.length > 2 * SHOWN_CHARACTERS ? `${text.slice(0, 2 * SHOWN_CHARACTERS)}…` : text;
}
