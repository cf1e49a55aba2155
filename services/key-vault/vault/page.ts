import { cutText, LONGEST_QUOTE } from '../../../core/cut-text.ts';
import { badParameter } from './errors.ts';

const MOST_RESULTS = 25;

interface Paging {
  readonly maxResults: number;
  /** The key of the last item of the page before. */
  readonly after: string | undefined;
}

/** Reads `maxresults` and `$skiptoken`. @throws VaultError 400 */
export function parsePaging(query: URLSearchParams): Paging {
  const maxResults = query.get('maxresults') ?? String(MOST_RESULTS);
  if (!/^\d{1,2}$/.test(maxResults) || Number(maxResults) < 1 || Number(maxResults) > MOST_RESULTS) {
    throw badParameter(
      `maxresults must be a whole number from 1 to ${MOST_RESULTS}, but is '${maxResults}'.`,
    );
  }
  return { maxResults: Number(maxResults), after: parseSkipToken(query.get('$skiptoken')) };
}

/** A key in disguise, so that paging neither repeats nor loses an item when others come and go. */
function parseSkipToken(token: string | null): string | undefined {
  if (token === null) return undefined;
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (/^[\da-z-]+$/.test(key)) return key;
  throw badParameter(
    `$skiptoken must come from a nextLink, and '${cutText(token, LONGEST_QUOTE)}' does not.`,
  );
}

/** `items` in the order of their keys; `skipToken` leads to the next page and is left out on the last. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { maxResults, after }: Paging,
): { readonly items: readonly Item[]; readonly skipToken?: string } {
  const rest = after === undefined ? items : items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, maxResults);
  const last = page.at(-1);
  if (last === undefined || rest.length <= maxResults) return { items: page };
  return { items: page, skipToken: Buffer.from(keyOf(last)).toString('base64url') };
}
