import type { Effects } from '../../core/faults/effects.ts';
import type { PageVariable, Resource } from '../declaration.ts';
import type { ListedPage } from './list-page.ts';
import { writeTemplate } from './write-template.ts';

/** RFC 6761, section 6.4: a name that there never is. */
const OTHER_HOST = 'other-host.invalid';

/** How an answer leads on. */
export interface LeadsOn {
  /** What the paging parameter must be; null at the end. */
  readonly next: string | number | null;
  /** The whole request for the next page; null at the end. */
  readonly url: URL | null;
}

/**
 * Where a page leads, as a fault has it: an empty page to itself, as the API's do.
 *
 * @param url of the request
 */
export function leadOf(
  { next }: ListedPage,
  { paging: { parameter } }: Resource,
  url: URL,
  { next: lead, empty }: Effects,
): LeadsOn {
  if (lead === 'none') return { next: null, url: null };
  if (lead === 'same' || empty) return { next: url.searchParams.get(parameter) ?? next, url };
  if (next === null) return { next: null, url: null };
  const following = new URL(url);
  following.searchParams.set(parameter, String(next));
  if (lead === 'other-host') following.hostname = OTHER_HOST;
  return { next, url: following };
}

/** The body of a page, as JSON. */
export function pageBody(
  { body, paging }: Resource,
  { begin, size, total, rows }: ListedPage,
  items: readonly string[],
  { next, url }: LeadsOn,
): string {
  const values: Readonly<Record<PageVariable, string>> = {
    items: `[${items.join(',')}]`,
    item: items[0] ?? 'null',
    next: JSON.stringify(next),
    nextUrl: JSON.stringify(url?.href ?? null),
    nextPath: JSON.stringify(url && `${url.pathname}${url.search}`),
    more: String(next !== null),
    last: String(next === null),
    total: String(total),
    count: String(rows.length),
    page: String(Math.floor(begin / size) + paging.first),
    pages: String(Math.ceil(total / size)),
    size: String(size),
    offset: String(begin),
  };
  return writeTemplate(body, values);
}

const NEXT = /"\$next(?:Url|Path)?\??"/;

/** Whether a body says where the next page is. */
export function tellsNext(body: Resource['body']): boolean {
  return NEXT.test(JSON.stringify(body));
}
