import { badParameter, expiredCursor, type SourceError } from './errors.ts';
import type { Bounds, RowPlace } from './listing.ts';

/** What a token of a page holds: after which row it goes on, and what the walk was asked for. */
export interface Cursor {
  readonly place: RowPlace;
  readonly bounds: Bounds;
  /** When it was handed out, in ms since 1970. */
  readonly at: number;
}

/** Opaque to clients, readable to people: JSON in base64url (RFC 4648). */
export function presentCursor({ place, bounds, at }: Cursor): string {
  const { id, stamp, createdAt, population, order, number } = place;
  const { from = null, until = null } = bounds;
  return Buffer.from(
    JSON.stringify([id, stamp, createdAt, population, order, number, from, until, at]),
  ).toString('base64url');
}

/**
 * @param name of the parameter, for errors
 * @throws SourceError 400 for what was never handed out, 410 for what is too old
 */
export function parseCursor(name: string, text: string, now: number, expiresMs: number | undefined): Cursor {
  const [id, stamp, createdAt, population, order, number, from, until, at] = numbersIn(name, text);
  if (expiresMs !== undefined && now > (at as number) + expiresMs) throw expiredCursor(name);
  return {
    place: { id, stamp, createdAt, population, order, number } as RowPlace,
    bounds: { ...(from != null && { from }), ...(until != null && { until }) },
    at: at as number,
  };
}

const LENGTH = 9;
/** The places of the stamp and of the bounds. */
const MAY_BE_NULL = [1, 6, 7];

function numbersIn(name: string, text: string): readonly (number | null)[] {
  const wrong = (): SourceError => badParameter(name, 'as the page before has given it', text);
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw wrong();
  }
  const isCursor =
    Array.isArray(read) &&
    read.length === LENGTH &&
    read.every((part, index) => Number.isSafeInteger(part) || (part === null && MAY_BE_NULL.includes(index)));
  if (!isCursor) throw wrong();
  return read as readonly (number | null)[];
}
