import { cutText, LONGEST_QUOTE } from '../cut-text.ts';
import { parseDuration } from '../duration.ts';
import { AN_INSTANT, parseInstant } from '../parse-instant.ts';
import { hasCode } from '../playground-error.ts';
import { badClockOrder } from './control-error.ts';

/** What a clock is to do. */
export type ClockOrder =
  | { readonly kind: 'advance'; readonly ms: number }
  | { readonly kind: 'to'; readonly time: number }
  | { readonly kind: 'next' }
  | { readonly kind: 'rate'; readonly rate: number };

const FORMS = '{"advance": "5m"}, {"to": "2026-01-01T03:00:00Z"}, {"next": true} or {"rate": 60}';

/**
 * Reads the body of `POST /_playground/clock`.
 *
 * @throws ControlError 400 that names what was sent
 */
export function parseClockOrder(body: string): ClockOrder {
  const [[name, value] = ['', undefined], ...more] = Object.entries(objectIn(body));
  if (more.length > 0) throw refused(`It says ${[name, ...more.map(([other]) => other)].join(' and ')}`);
  switch (name) {
    case 'advance':
      return { kind: 'advance', ms: durationIn(value) };
    case 'to':
      return { kind: 'to', time: instantIn(value) };
    case 'next':
      if (value === true) return { kind: 'next' };
      throw refused(`'next' is ${shown(value)}`);
    case 'rate':
      if (typeof value === 'number') return { kind: 'rate', rate: value };
      throw refused(`'rate' is ${shown(value)}`);
    default:
      throw refused(name === '' ? 'It says nothing' : `It says '${cutText(name, LONGEST_QUOTE)}'`);
  }
}

function objectIn(body: string): object {
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  } catch {
    // Said below.
  }
  throw refused(`It is ${body === '' ? 'empty' : `'${cutText(body, LONGEST_QUOTE)}'`}`);
}

function durationIn(value: unknown): number {
  try {
    if (typeof value === 'string') return parseDuration(value);
  } catch (error) {
    if (!hasCode(error, 'ERR_BAD_OPTION')) throw error;
    throw badClockOrder((error as Error).message);
  }
  throw refused(`'advance' is ${shown(value)}`);
}

function instantIn(value: unknown): number {
  const time = typeof value === 'string' ? parseInstant(value) : undefined;
  if (time === undefined) throw refused(`'to' is ${shown(value)}. It must be ${AN_INSTANT}`);
  return time;
}

function refused(what: string): Error {
  return badClockOrder(`A clock is told one thing as JSON: ${FORMS}. ${what}.`);
}

function shown(value: unknown): string {
  return cutText(JSON.stringify(value) ?? 'nothing', LONGEST_QUOTE);
}
