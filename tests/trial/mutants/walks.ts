import type { SyncRun } from '../../../trial/function-subject.ts';
import { type Answer, ask, type Page, type Person, type Query, read, urlOf } from './client.ts';

export const KEYSET = '/pagination/keyset';
export const OFFSET = '/pagination/offset';
const NEXT_URL = '/pagination/next_page_url';
export const PAGE = 50;

export type Take = (rows: readonly Person[], answer: Answer) => void;

/** By cursor, in the right way. */
export async function keysetWalk(run: SyncRun, since: string | undefined, take: Take): Promise<void> {
  let query: Query = { updated_since: since };
  for (;;) {
    const answer = await read(run, urlOf(run, KEYSET, query));
    take(answer.page.data, answer);
    const next = answer.page.scroll_param;
    if (!next) return;
    if (next === query['scroll_param']) throw new Error(`The page ${next} leads to itself.`);
    query = { scroll_param: next };
  }
}

export interface OffsetWalk {
  readonly since?: string | undefined;
  readonly order?: 'createdAt' | 'updatedAt';
  /** How many pages are asked for at once, when the first has told how many there are. */
  readonly threads?: number;
  /** Reads a page; the right way if left out. */
  readonly get?: (url: string) => Promise<Answer>;
}

/** By offset, page after page, as if nothing ever moved; it ends where the first page said that the rows do. */
export async function plainOffsetWalk(run: SyncRun, walk: OffsetWalk, take: Take): Promise<void> {
  const { since, order = 'updatedAt', threads = 1, get = (url) => read(run, url) } = walk;
  const page = (offset: number): Promise<Answer> =>
    get(urlOf(run, OFFSET, { limit: PAGE, offset, order_by: order, updated_since: since }));
  const first = await page(0);
  take(first.page?.data ?? [], first);
  const total = first.page?.total ?? 0;
  for (let offset = PAGE; offset < total; offset += PAGE * threads) {
    const offsets = Array.from({ length: threads }, (_, index) => offset + index * PAGE);
    const pages = await Promise.all(offsets.filter((place) => place < total).map(page));
    for (const answer of pages) take(answer.page?.data ?? [], answer);
  }
}

/**
 * By offset, in the right way: it asks again from the time of the last row on, since a source may serve only so many rows
 * of one query and not say so.
 */
export async function carefulOffsetWalk(run: SyncRun, since: string | undefined, take: Take): Promise<void> {
  let last = since ?? '';
  for (;;) {
    const end = await overlappingWalk(run, last === '' ? undefined : last, take);
    if (end === undefined || end <= last) return;
    last = end;
  }
}

/**
 * Each page begins before the last rows of the one before it that were created at one instant, so that nothing is passed
 * over if rows move or ties are in another order.
 *
 * @returns when the last row was created
 */
export async function overlappingWalk(
  run: SyncRun,
  since: string | undefined,
  take: Take,
): Promise<string | undefined> {
  let offset = 0;
  let tie = '';
  for (;;) {
    const url = urlOf(run, OFFSET, { limit: PAGE, offset, order_by: 'createdAt', updated_since: since });
    const answer = await read(run, url);
    const { data, total = 0 } = answer.page;
    const [first] = data;
    if (first && tie !== '' && first.createdAt >= tie && offset > 0) {
      offset = Math.max(0, offset - PAGE);
      continue;
    }
    take(data, answer);
    if (offset + data.length >= total) return data.at(-1)?.createdAt;
    if (data.length === 0) throw new Error(`${total} rows are told, and there are none from ${offset} on.`);
    tie = (data.at(-1) as Person).createdAt;
    const next = offset + data.findIndex(({ createdAt }) => createdAt === tie) - 1;
    if (next <= offset) throw new Error(`More than a page of rows was created at ${tie}.`);
    offset = next;
  }
}

/** By the URL of the next page, in the right way. */
export async function nextUrlWalk(run: SyncRun, take: Take): Promise<void> {
  let url: string | null | undefined = urlOf(run, NEXT_URL, { per_page: PAGE });
  const seen = new Set<string>();
  let rows = 0;
  let total = 0;
  while (url) {
    if (seen.has(url)) throw new Error(`${url} leads to itself.`);
    seen.add(url);
    const answer: Answer & { readonly page: Page } = await read(run, url);
    take(answer.page.data, answer);
    rows += answer.page.data.length;
    total = answer.page.total_items ?? 0;
    url = answer.page.next_page_url;
  }
  if (rows < total) throw new Error(`${total} rows are told, and ${rows} were served.`);
}

/** The first error is the end, and no error. */
export async function orNothing(run: SyncRun, url: string): Promise<Answer> {
  const nothing = { status: 0, headers: new Headers(), text: '', page: { data: [] }, date: Number.NaN };
  const answer = await ask(run, url).catch(() => nothing);
  run.signal.throwIfAborted();
  return answer.status === 200 ? answer : { ...answer, page: { data: [] } };
}
