import type { Asked } from './asked.ts';
import { cursorOf } from './asked-list.ts';
import { isWhole } from './whole.ts';

const ORIGIN = /^https?:\/\/[^/]*/;

/** What an answer said the client should ask for next, comparable with {@link pageNames}; undefined where it said nothing. */
export function nextPageName(asked: Asked): string | undefined {
  const next = isWhole(asked) ? asked.page?.next : undefined;
  return next == null ? undefined : named(asked, next);
}

/** What a request may be called by the page before it: its URL, or its cursor. A URL may have another origin here. */
export function pageNames(asked: Asked): readonly string[] {
  const cursor = cursorOf(asked);
  return [asked.target ?? '', ...(cursor === undefined ? [] : [cursor])].map((name) => named(asked, name));
}

function named({ service, route, list }: Asked, next: string): string {
  const name = next.replace(ORIGIN, '');
  return JSON.stringify([service, route, list ? inOneOrder(name) : name]);
}

/** Whoever follows a page may write its parameters in another order. */
function inOneOrder(name: string): string {
  const [path = '', ...query] = name.split('?');
  return [path, ...query.join('?').split('&').sort()].join('&');
}
