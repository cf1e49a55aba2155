import { ask, type ConformanceCase } from '../conformance-case.ts';
import { observeRows } from '../observe-rows.ts';
import type { ServerFacts } from '../server-facts.ts';

type Page = Readonly<Record<string, unknown>> & {
  readonly data: readonly Readonly<Record<string, unknown>>[];
};

/** Says where the next page is, or undefined when this was the last one. */
type Next = (page: Page, number: number, facts: ServerFacts) => string | undefined;

const MOST_PAGES = 250;

/** Reads all pages from `line` on, as a connector would. */
function walk(note: string, line: string, next: Next): ConformanceCase {
  return {
    name: `${line} (${note})`,
    async observe(facts) {
      const pages: Page[] = [];
      for (let at: string | undefined = line; at !== undefined && pages.length < MOST_PAGES; ) {
        const page = JSON.parse((await ask(at, facts)).text) as Page;
        pages.push(page);
        at = next(page, pages.length, facts);
      }
      const rows = pages.flatMap(({ data }) => data);
      const sizes = pages.map(({ data }) => data.length).join(' ');
      return { status: 'walked', media_type: 'all', pages: sizes, ...observeRows(rows, line, facts) };
    },
  };
}

const byUrl: Next = ({ next_page_url: url }, _number, facts) =>
  url ? `GET ${String(url).slice(facts.url.length)}` : undefined;

const byCursor: Next = ({ scroll_param: cursor }) =>
  cursor ? `GET /pagination/keyset?scroll_param=${encodeURIComponent(String(cursor))}` : undefined;

const byPage =
  (line: string): Next =>
  ({ page, total_pages: last }) =>
    Number(page) < Number(last) ? `${line}&page=${Number(page) + 1}` : undefined;

const byOffset =
  (line: string): Next =>
  ({ offset, limit, total }) =>
    Number(offset) + Number(limit) < Number(total)
      ? `${line}&offset=${Number(offset) + Number(limit)}`
      : undefined;

const byStep =
  (size: number): Next =>
  ({ data }, number) =>
    data.length === size
      ? `GET /incremental/step?start_id=${number * size + 1}&end_id=${(number + 1) * size}`
      : undefined;

const ORDERS = ['createdAt', 'updatedAt'].flatMap((by) =>
  ['asc', 'desc'].map((type) => `order_by=${by}&order_type=${type}`),
);

export const walks: readonly ConformanceCase[] = [
  walk('to the end', 'GET /pagination/keyset', byCursor),
  walk('to the end', 'GET /pagination/keyset?updated_since={row 120}', byCursor),
  walk('to the end', 'GET /pagination/keyset?updated_since={row 150}', byCursor),
  walk('to the end', 'GET /pagination/next_page_url?updated_since={row 120}', byUrl),
  ...ORDERS.flatMap((order) => [
    walk('to the end', `GET /pagination/next_page_url?${order}&per_page=50`, byUrl),
    walk('to the end', `GET /pagination/next_page_url?${order}&per_page=33`, byUrl),
    ...[`GET /pagination/page_number?${order}`, `GET /pagination/page_number?${order}&per_page=33`].map(
      (line) => walk('to the end', line, byPage(line)),
    ),
    ...[`GET /pagination/offset?${order}`, `GET /pagination/offset?${order}&limit=33`].map((line) =>
      walk('to the end', line, byOffset(line)),
    ),
  ]),
];

/** The original shows its rows as they lie, so this comes before anything sorts them. */
export const stepWalks: readonly ConformanceCase[] = [
  walk('to the end', 'GET /incremental/step?start_id=1&end_id=50', byStep(50)),
  walk('to the end', 'GET /incremental/step?start_id=1&end_id=33', byStep(33)),
];
