import { type Asked, parametersOf } from './asked.ts';
import { isWhole } from './whole.ts';

const ORIGIN = /^https?:\/\/[^/]*/;
const CURSOR = 'scroll_param';

/** What an answer said the client should ask for next, comparable with {@link pageNames}; undefined where it said nothing. */
export function nextPageName(asked: Asked): string | undefined {
  const next = isWhole(asked) ? asked.page?.next : undefined;
  return next == null ? undefined : named(asked, next.replace(ORIGIN, ''));
}

/** What a request may be called by the page before it: its URL, or its cursor. A URL may have another origin here. */
export function pageNames(asked: Asked): readonly string[] {
  const target = asked.target ?? '';
  const cursor = parametersOf(asked).get(CURSOR);
  return [target.replace(ORIGIN, ''), ...(cursor ? [cursor] : [])].map((name) => named(asked, name));
}

function named({ service, route }: Asked, name: string): string {
  return JSON.stringify([service, route, name]);
}
