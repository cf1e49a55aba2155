const ACCENTS = /\p{Mn}/gu;

/**
 * Whether a destination's name may be that of a source. Fivetran renames (`renaming.py` of the Connector SDK 3.0): it removes
 * accents, replaces what is no letter, digit or underscore, puts underscores between words and at switches between digits
 * and others, and writes lower case; databases fold case. None of that changes a name's plain letters and digits.
 */
export function isSameName(found: string, source: string): boolean {
  return bare(found) === bare(source);
}

/** The same for tables: that of a source may be said with its schema, `public.users` as `users`. */
export function isSameTable(found: string, source: string): boolean {
  const last = lastPart(found);
  return isSameName(last, source) || isSameName(last, lastPart(source));
}

/** Whether one is the plural of the other: `company` and `companies`. */
export function isPluralTable(found: string, source: string): boolean {
  const [one, other] = [bare(lastPart(found)), bare(lastPart(source))];
  return isPluralOf(one, other) || isPluralOf(other, one);
}

function isPluralOf(many: string, one: string): boolean {
  return (
    many === `${one}s` || many === `${one}es` || (one.endsWith('y') && many === `${one.slice(0, -1)}ies`)
  );
}

/** `tester.user` is `user`. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function bare(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(ACCENTS, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}
