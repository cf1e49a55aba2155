import { nearest } from '../../core/nearest.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { CHECK_NAMES } from '../../verify/card/report-card.ts';
import { shown } from './shown.ts';

/** How a source is to have been read. */
export interface ExpectedReading {
  /**
   * Checks of the report card that must be passed (docs/report-card.md), or a word for several: `retry-after`, `cursor`. One
   * that is not seen is an error, because nothing happened by which it could be told.
   */
  readonly honours?: readonly string[];
  /** How many rows of a table later syncs may be served for each that had changed. */
  readonly overFetch?: { readonly atMost: number };
}

/** Words for several checks, of which at least one must be seen. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'retry-after': ['waits-in-seconds', 'waits-until-a-date', 'waits-on-503'],
  cursor: ['goes-on-from-a-cursor', 'overlaps'],
};

const NAMES: readonly string[] = [...Object.keys(GROUPS), ...CHECK_NAMES];

/** The checks that a word stands for. */
export function checksOf(name: string): readonly string[] {
  return GROUPS[name] ?? [name];
}

/** @throws PlaygroundError `ERR_BAD_OPTION` that names what is wrong with it, and what there is */
export function requireExpected(expected: unknown): ExpectedReading {
  const { honours, overFetch, ...others } = Object(expected) as Partial<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw refused(`there is no '${unknown}'; there are honours and overFetch`);
  if (honours === undefined && overFetch === undefined) throw refused(`it is ${shown(expected)}`);
  if (honours !== undefined) requireHonours(honours);
  if (overFetch !== undefined) requireOverFetch(overFetch);
  return expected as ExpectedReading;
}

function requireHonours(honours: unknown): void {
  if (!Array.isArray(honours) || honours.length === 0)
    throw refused(`'honours' is a list of checks, but is ${shown(honours)}`);
  for (const name of honours) {
    if (NAMES.includes(name)) continue;
    const near = typeof name === 'string' ? nearest(name, NAMES, 1)[0] : undefined;
    const meant = near === undefined ? '' : ` Did you mean '${near}'?`;
    throw refused(`there is no check ${shown(name)}.${meant} There are ${NAMES.join(', ')}`);
  }
}

function requireOverFetch(overFetch: unknown): void {
  const { atMost, ...others } = Object(overFetch) as Partial<Record<string, unknown>>;
  if (typeof atMost === 'number' && atMost >= 0 && Object.keys(others).length === 0) return;
  throw refused(`'overFetch' is { atMost: 1.5 }, with a number from 0 on, but is ${shown(overFetch)}`);
}

function refused(why: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `toHaveBeenReadBy() takes { honours: ['asks-again'], overFetch: { atMost: 1.5 } }, or one of both: ${why}.`,
  );
}
