import { isoSeconds } from '../../fixtures/timeline.ts';
import { badRequest } from './errors.ts';
import type { Parameter } from './parameters.ts';
import { parseTimestamp } from './timestamp.ts';

/** Where a page has ended in the order of `updatedAt`. It tells a place, not a row, which may have changed since. */
export interface ScrollCursor {
  /** The last row's (ms since 1970); null where it has none. */
  readonly stamp: number | null;
  /** Which of several rows with that stamp it was; left out where no two have one. */
  readonly tie?: { readonly population: number; readonly order: number };
  /** The number of a row without a stamp. */
  readonly id?: number;
  /** Whether the walk is one of `updated_since`, which rows without a stamp are not in. */
  readonly isSince: boolean;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const TIE = /^(\S+) (\d{1,3}) (-?\d{1,15})( since)?$/;
const UNSTAMPED = /^unstamped (\d{1,15})$/;

/**
 * The keyset cursor: base64 of the last row's update time, and in a world where several rows may have the same, of what tells
 * them apart. Opaque to clients, readable to people.
 */
export const scrollParam: Parameter<ScrollCursor | undefined> = {
  name: 'scroll_param',
  in: 'query',
  description: 'The cursor from the previous page. Not together with updated_since.',
  required: false,
  schema: { type: 'string', examples: ['MjAyNi0wMS0wMVQwMDowMDowMFo='] },
  parse(text) {
    if (text === undefined || text === '') return undefined;
    const told = readScrollParam(text);
    const cursor = told === undefined ? undefined : parseCursor(told);
    if (cursor === undefined) throw badScrollParam();
    return cursor;
  },
};

/** What {@link presentScrollParam} has made a cursor of; undefined if it made none of the sort. */
export function readScrollParam(text: string): string | undefined {
  const canonical = text.length % 4 === 0 && BASE64.test(text);
  return canonical ? Buffer.from(text, 'base64').toString('latin1') : undefined;
}

export function badScrollParam(): Error {
  return badRequest('bad_scroll_param', 'Invalid scroll_param value');
}

export function presentScrollParam(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64');
}

/** The cursor of a world in which several rows may have the same stamp. */
export function presentScrollCursor({ stamp, tie, id, isSince }: ScrollCursor): string {
  if (stamp === null) return presentScrollParam(`unstamped ${id}`);
  const told = tie === undefined ? '' : ` ${tie.population} ${tie.order}${isSince ? ' since' : ''}`;
  return presentScrollParam(`${isoSeconds(stamp)}${told}`);
}

function parseCursor(text: string): ScrollCursor | undefined {
  const unstamped = UNSTAMPED.exec(text);
  if (unstamped) return { stamp: null, id: Number(unstamped[1]), isSince: false };
  const tied = TIE.exec(text);
  const stamp = parseTimestamp(tied ? (tied[1] as string) : text);
  if (stamp === undefined) return undefined;
  if (!tied) return { stamp, isSince: false };
  return {
    stamp,
    tie: { population: Number(tied[2]), order: Number(tied[3]) },
    isSince: tied[4] !== undefined,
  };
}
