import { validateHeaderName, validateHeaderValue } from 'node:http';
import { cutText, LONGEST_QUOTE } from '../cut-text.ts';
import { parseDuration } from '../duration.ts';
import { nearest } from '../nearest.ts';
import { hasCode, PlaygroundError } from '../playground-error.ts';
import { withDates } from './header-date.ts';

/** Reads a value that somebody wrote. @throws PlaygroundError `ERR_BAD_OPTION` that says where it is and what it may be */
export type Reader<Value> = (value: unknown, where: string) => Value;

/** Readers by property. */
export type Readers<Shape> = { readonly [Name in keyof Shape]-?: Reader<NonNullable<Shape[Name]>> };

export function wrong(where: string, what: string, value: unknown): PlaygroundError {
  const shown = cutText(JSON.stringify(value) ?? 'nothing', LONGEST_QUOTE);
  return new PlaygroundError('ERR_BAD_OPTION', `${where} must be ${what}, but is ${shown}.`);
}

/** A map with these properties and no other; a former or foreign word for one counts as that one. */
export function mapOf<Shape>(readers: Readers<Shape>, aliases: Readonly<Record<string, keyof Shape>> = {}) {
  return (value: unknown, where: string): Shape => {
    requireMap(value, where);
    const read: Partial<Record<keyof Shape, unknown>> = {};
    for (const [written, part] of Object.entries(value)) {
      const name = (aliases[written] ?? written) as keyof Shape & string;
      if (!Object.hasOwn(readers, name)) throw unknownProperty(where, written, Object.keys(readers));
      if (name in read) throw wrong(where, `told '${name}' once`, value);
      read[name] = readers[name](part, `${where}.${written}`);
    }
    return read as Shape;
  };
}

function unknownProperty(where: string, name: string, known: readonly string[]): PlaygroundError {
  const quoted = cutText(name, LONGEST_QUOTE);
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${where} has an unknown property '${quoted}'. Did you mean ${nearest(name, known)
      .map((near) => `'${near}'`)
      .join(', ')}?`,
  );
}

export function requireMap(
  value: unknown,
  where: string,
): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw wrong(where, 'a map of names to values', value);
}

export const text: Reader<string> = (value, where) => {
  if (typeof value === 'string' && value !== '') return value;
  throw wrong(where, 'a text', value);
};

/** A body may be empty, and JSON is written as it is. */
export const body: Reader<string> = (value, where) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  throw wrong(where, 'a text, or what is sent as JSON', value);
};

const texts: Reader<Readonly<Record<string, string>>> = (value, where) => {
  requireMap(value, where);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (typeof part !== 'string' && typeof part !== 'number')
        throw wrong(`${where}.${name}`, 'a text', part);
      return [name, String(part)];
    }),
  );
};

/** Headers that can be sent. */
export const headers: Reader<Readonly<Record<string, string>>> = (value, where) => {
  const read = texts(value, where);
  for (const [name, part] of Object.entries(read)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, withDates(part, { getHeader: () => undefined }));
    } catch {
      throw wrong(`${where}.${name}`, 'a header that can be sent', part);
    }
  }
  return read;
};

/** A text with `*` for any text; `any` alone is the same as `*`. */
export const pattern: Reader<string> = (value, where) => anyText(text(value, where));

/** Patterns by name. */
export const patterns: Reader<Readonly<Record<string, string>>> = (value, where) =>
  Object.fromEntries(Object.entries(texts(value, where)).map(([name, written]) => [name, anyText(written)]));

function anyText(written: string): string {
  return written === 'any' ? '*' : written;
}

export function whole(least: number, most: number, what: string): Reader<number> {
  return (value, where) => {
    if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most)
      return value as number;
    throw wrong(where, `${what} from ${least} to ${most}`, value);
  };
}

export function oneOf<Word extends string>(...words: readonly Word[]): Reader<Word> {
  return (value, where) => {
    if (words.includes(value as Word)) return value as Word;
    throw wrong(where, words.map((word) => `'${word}'`).join(' or '), value);
  };
}

/** Five digits and capitals (SQL:2023, part 2, 24.1). Written without quotes, YAML reads some as numbers. */
export const sqlstate: Reader<string> = (value, where) => {
  if (typeof value === 'string' && /^[0-9A-Z]{5}$/.test(value) && !value.startsWith('00')) return value;
  throw wrong(where, "a SQLSTATE of an error in quotes, such as '40001'", value);
};

export const yes: Reader<true> = (value, where) => {
  if (value === true) return true;
  throw wrong(where, 'true, or left out', value);
};

/** `90s`, with a plus sign or without. */
export const duration: Reader<number> = (value, where) => {
  try {
    if (typeof value === 'string') return parseDuration(value.replace(/^\+/, ''));
  } catch (error) {
    if (!hasCode(error, 'ERR_BAD_OPTION')) throw error;
  }
  throw wrong(where, 'a duration such as 90s or 5m', value);
};

const UNITS: Readonly<Record<string, number>> = { '': 1, bytes: 1, b: 1, kb: 1024, mb: 1_048_576 };

/** `1000`, `1000 bytes`, `1 KB`; per second, `1 KB/s`. */
export function bytes(least: number, most = 1_073_741_824): Reader<number> {
  return (value, where) => {
    const written = /^(\d{1,10}) ?(bytes|[km]?b)?(?:\/s)?$/i.exec(String(value).slice(0, 30));
    const amount = Number(written?.[1]) * (UNITS[written?.[2]?.toLowerCase() ?? ''] ?? 1);
    const isWritten = typeof value === 'number' || typeof value === 'string';
    if (isWritten && amount >= least && amount <= most) return amount;
    throw wrong(where, `a number of bytes from ${least} to ${most}, such as 1000 or 1 KB`, value);
  };
}
