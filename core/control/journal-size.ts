import { integerFrom } from '../env.ts';
import { PlaygroundError } from '../playground-error.ts';

export const DEFAULT_JOURNAL_SIZE = 10_000;
/** Targets are cut, so that this many entries take two gigabytes at worst. */
export const MOST_JOURNAL_SIZE = 1_000_000;

/**
 * How many entries a journal keeps.
 *
 * @param name what the option is called where it was given
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the option and its value
 */
export function requireJournalSize(name: string, size: number): number {
  if (Number.isInteger(size) && size >= 1 && size <= MOST_JOURNAL_SIZE) return size;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${name} must be a whole number from 1 to ${MOST_JOURNAL_SIZE}, but is ${size}.`,
  );
}

/** Reads `PLAYGROUND_JOURNAL_SIZE`. */
export function journalSizeFrom(env: Readonly<Record<string, string | undefined>>): number {
  const variable = 'PLAYGROUND_JOURNAL_SIZE';
  return requireJournalSize(variable, integerFrom(env, variable, DEFAULT_JOURNAL_SIZE));
}
