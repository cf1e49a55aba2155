import { fetchJson } from './fetch-json.ts';

export interface Row {
  readonly id: string;
  readonly updatedAt: string;
}

/** Reads everything updated at `since` or later (empty: everything), with one kind of paging. */
export type PagingClient = (baseUrl: string, since: string) => AsyncGenerator<Row>;

const ordered = { order_by: 'updatedAt', order_type: 'asc' };

/** Goes wherever the answer says, until it says nowhere. */
export async function* byNextPageUrl(baseUrl: string, since: string): AsyncGenerator<Row> {
  let url: string | null = `${baseUrl}/pagination/next_page_url`;
  let parameters: Record<string, string> = { ...ordered, updated_since: since, per_page: '50' };
  while (url) {
    const page: { data: Row[]; next_page_url: string | null } = await fetchJson(url, parameters);
    yield* page.data;
    url = page.next_page_url;
    parameters = {};
  }
}

/** Counts pages up to the number that the answer tells. */
export async function* byPageNumber(baseUrl: string, since: string): AsyncGenerator<Row> {
  for (let page = 1; ; page += 1) {
    const answer = await fetchJson<{ data: Row[]; total_pages: number }>(
      `${baseUrl}/pagination/page_number`,
      { ...ordered, updated_since: since, per_page: 50, page },
    );
    yield* answer.data;
    if (page >= answer.total_pages) return;
  }
}

/** Moves on by as many rows as came, until it has the total. */
export async function* byOffset(baseUrl: string, since: string): AsyncGenerator<Row> {
  for (let offset = 0; ; ) {
    const answer = await fetchJson<{ data: Row[]; total: number }>(`${baseUrl}/pagination/offset`, {
      ...ordered,
      updated_since: since,
      limit: 50,
      offset,
    });
    yield* answer.data;
    offset += answer.data.length;
    if (offset >= answer.total) return;
  }
}

/** Hands back the cursor of the page before; `updated_since` goes only with the first request. */
export async function* byKeyset(baseUrl: string, since: string): AsyncGenerator<Row> {
  let parameters: Record<string, string> = { updated_since: since };
  for (;;) {
    const page = await fetchJson<{ data: Row[]; scroll_param: string | null }>(
      `${baseUrl}/pagination/keyset`,
      parameters,
    );
    yield* page.data;
    if (!page.scroll_param) return;
    parameters = { scroll_param: page.scroll_param };
  }
}

/** Asks again with the newest time it has seen, until nothing newer comes. */
export async function* byTimestamp(baseUrl: string, since: string): AsyncGenerator<Row> {
  for (let cursor = since; ; ) {
    const { data } = await fetchJson<{ data: Row[] }>(`${baseUrl}/incremental/timestamp`, { since: cursor });
    if (data.length === 0) return;
    yield* data;
    cursor = data.at(-1)?.updatedAt as string;
  }
}
