import { wildcard } from '../wildcard.ts';
import type { Asked } from './asked.ts';
import type { Occurrence } from './fault.ts';

const TEXTS = ['service', 'method', 'host', 'path', 'sql', 'object', 'since'] as const;
type TextName = (typeof TEXTS)[number];

/** Whether something that is asked is what a fault waits for, its number in order of arrival left aside. */
export type Matcher = (asked: Asked) => boolean;

/** Prepares the conditions of a fault once, for the many requests that are held against them. */
export function matcherOf(on: Occurrence): Matcher {
  const conditions: Matcher[] = [];
  for (const name of TEXTS) {
    const pattern = on[name];
    if (pattern === undefined) continue;
    const fits = wildcard(comparable(name, pattern));
    conditions.push(({ [name]: text }) => text !== undefined && fits(comparable(name, text)));
  }
  if (on.route !== undefined) {
    const fits = wildcard(on.route);
    conditions.push(({ route, about }) => [route, about].some((name) => name !== undefined && fits(name)));
  }
  if (on.tcp === undefined) {
    conditions.push(({ tcp }) => tcp === undefined);
  } else {
    const fits = wildcard(on.tcp);
    conditions.push(({ tcp, service }) => tcp !== undefined && (fits(tcp) || fits(service)));
    conditions.push(({ bytes = 0 }) => bytes === (on.bytes ?? 0));
  }
  if (on.page !== undefined) conditions.push(({ page }) => page === on.page);
  if (on.request !== undefined) conditions.push(({ number }) => number === on.request);
  for (const [name, pattern] of Object.entries(on.query ?? {})) {
    const fits = wildcard(pattern);
    conditions.push(({ query }) => query?.getAll(name).some(fits) ?? false);
  }
  return (asked) => conditions.every((holds) => holds(asked));
}

/** Statements and methods are the same in capitals, and statements with other white space. */
function comparable(name: TextName, text: string): string {
  if (name === 'sql') return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return name === 'method' || name === 'host' ? text.toLowerCase() : text;
}
