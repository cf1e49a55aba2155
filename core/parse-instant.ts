import { cutText, LONGEST_QUOTE } from './cut-text.ts';
import { PlaygroundError } from './playground-error.ts';

/** What is wanted, for the error about a text that is none. */
export const AN_INSTANT = 'an instant such as 2026-01-01T00:00:00Z; its zone is needed';

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?$/i;

/**
 * Reads an instant as RFC 3339 writes it (`2026-01-01T00:00:00Z`, with an offset, to the minute or to parts of a second),
 * or a day, which stands for its first instant in UTC. A time without a zone is no instant: it is
 * another one on every machine.
 *
 * @returns ms since 1970; undefined for anything else, and for days that no month has
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, year, month, day] = match;
  const isDay = new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
  const time = Date.parse(text.toUpperCase().replace(' ', 'T'));
  return isDay && !Number.isNaN(time) ? time : undefined;
}

/**
 * The time of a Date, or what {@link parseInstant} reads.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the value
 */
export function requireInstant(value: Date | string): number {
  const time = instantOf(value);
  if (time !== undefined) return time;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${typeof value === 'string' ? notInstant(value) : `A Date that is no time is not ${AN_INSTANT}`}.`,
  );
}

/** The same; undefined for what is none, of whatever type it is. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value === 'string') return parseInstant(value);
  // A Date of another realm is one too, as in a test runner's.
  if (Object.prototype.toString.call(value) !== '[object Date]') return undefined;
  const time = (value as Date).getTime();
  return Number.isNaN(time) ? undefined : time;
}

/** Says of a text that it is none. */
export function notInstant(text: string): string {
  return `'${cutText(text, LONGEST_QUOTE)}' is not ${AN_INSTANT}`;
}
