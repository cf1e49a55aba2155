import { cutText, LONGEST_QUOTE } from '../cut-text.ts';
import {
  emptyParameter,
  notAnInteger,
  outOfRange,
  repeatedParameter,
  unexpectedParameters,
  unknownService,
} from './control-error.ts';
import type { JournalFilter } from './journal.ts';

/** How many entries one answer has: unless asked for more, and at most. */
export const DEFAULT_LIMIT = 1_000;
export const MOST_LIMIT = 10_000;

/**
 * Reads which entries a client asks for.
 *
 * @param services those that there are here; when it is one, its entries are meant
 * @throws ControlError 400 that names the value
 */
export function parseJournalQuery(query: URLSearchParams, services: readonly string[]): JournalFilter {
  refuseOthers(query, ['service', 'route', 'since', 'limit']);
  return {
    service: parseService(query, services) ?? (services.length === 1 ? services[0] : undefined),
    route: single(query, 'route'),
    since: wholeNumber(query, 'since', 0, Number.MAX_SAFE_INTEGER),
    limit: wholeNumber(query, 'limit', 1, MOST_LIMIT) ?? DEFAULT_LIMIT,
  };
}

/**
 * Reads which service a client means; undefined for all that there are.
 *
 * @throws ControlError 400 that names the value
 */
export function parseServiceQuery(query: URLSearchParams, services: readonly string[]): string | undefined {
  refuseOthers(query, ['service']);
  return parseService(query, services);
}

/** @throws ControlError 400 that names them, where none are taken */
export function refuseParameters(query: URLSearchParams): void {
  refuseOthers(query, []);
}

/** @throws ControlError 400 that names what else was sent */
export function refuseOthers(query: URLSearchParams, known: readonly string[]): void {
  const unexpected = [...new Set(query.keys())].filter((name) => !known.includes(name));
  if (unexpected.length > 0) throw unexpectedParameters(unexpected.map(shown), known);
}

function parseService(query: URLSearchParams, services: readonly string[]): string | undefined {
  const asked = single(query, 'service');
  if (asked === undefined || services.includes(asked)) return asked;
  throw unknownService(shown(asked), services);
}

function wholeNumber(query: URLSearchParams, name: string, least: number, most: number): number | undefined {
  const text = single(query, name);
  if (text === undefined) return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw notAnInteger(name, shown(text));
  const value = Number(text);
  if (value < least || value > most) throw outOfRange(name, shown(text), least, most);
  return value;
}

/** @throws ControlError 400 where it is given twice, or empty */
export function single(query: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = query.getAll(name);
  if (more.length > 0) throw repeatedParameter(name, more.length + 1);
  if (value === '') throw emptyParameter(name);
  return value;
}

/** A text of a client's, as it stands in a sentence. */
export function shown(text: string): string {
  return cutText(text, LONGEST_QUOTE);
}
