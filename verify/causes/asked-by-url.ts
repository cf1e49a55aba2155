import { instantOf } from '../values/instant.ts';
import { type Asked, parametersOf } from './asked.ts';
import type { Bound } from './bound.ts';

/** What sources call the parameter that says from when on rows are wanted. */
const SINCE_NAMES: readonly string[] = [
  'since',
  'updated_since',
  'updatedSince',
  'updated_after',
  'modified_since',
  'start_time',
];
const SINCE = new RegExp(`[?&](?:${SINCE_NAMES.join('|')})=([^&]+)`);

/** Parameters that say which page, or from when on; what else is asked for says which list. */
const PAGING =
  /^(?:offset|limit|page|per_page|page_size|scroll_param|cursor|page_token|starting_after|start_id|end_id)$/;
const FIRST: Readonly<Record<string, readonly string[]>> = {
  offset: ['', '0'],
  page: ['', '1'],
  start_id: ['1'],
};
const SIZES = /^(?:limit|per_page|page_size|end_id)$/;
/** Of those, the ones that are a number of rows. */
const COUNTS = ['limit', 'per_page', 'page_size'];
const BY_PLACE = ['offset', 'page', 'skip'];
const CURSOR = 'scroll_param';

/** The instant (ms since 1970) from which on a request wants rows; undefined where it wants all. */
export function sinceInUrl({ target }: Asked): number | undefined {
  const text = SINCE.exec(target ?? '')?.[1];
  if (text === undefined) return undefined;
  try {
    return instantOf(decodeURIComponent(text.replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
}

/** Whether a request says from when on it wants rows, in whatever form. */
export function asksSinceInUrl({ target }: Asked): boolean {
  return SINCE.test(target ?? '');
}

export function isFirstInUrl(asked: Asked): boolean {
  return [...parametersOf(asked)].every(
    ([name, value]) =>
      !PAGING.test(name) || SIZES.test(name) || (FIRST[name]?.includes(value) ?? value === ''),
  );
}

/** What of the parameters says which list it is. */
export function filtersInUrl(asked: Asked): readonly (readonly [name: string, value: string])[] {
  return [...parametersOf(asked)].filter(([name]) => !PAGING.test(name) && !SINCE_NAMES.includes(name));
}

/** Whether pages are asked for by their number or by an offset. */
export function isByPlaceInUrl(asked: Asked): boolean {
  return BY_PLACE.some((name) => parametersOf(asked).has(name));
}

export function isOfOneRowInUrl(asked: Asked): boolean {
  return COUNTS.some((name) => parametersOf(asked).get(name) === '1');
}

/** What the page before has given to ask for this one; undefined at the beginning of a walk. */
export function cursorInUrl(asked: Asked): string | undefined {
  return parametersOf(asked).get(CURSOR) || undefined;
}

/** Of a cursor that is a time and nothing else: what has that very stamp is not after it. */
export function boundOfCursor(asked: Asked): Bound | undefined {
  const cursor = cursorInUrl(asked);
  const time = cursor === undefined ? undefined : instantOf(Buffer.from(cursor, 'base64').toString('latin1'));
  return time === undefined ? undefined : { time, isStrict: true };
}
