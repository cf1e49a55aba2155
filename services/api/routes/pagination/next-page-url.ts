import { externalUrl } from '../../external-url.ts';
import { respondPage } from '../../formats/respond-page.ts';
import { notePage, noteRange } from '../../note-rows.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { count, error, object, people } from '../../schemas.ts';
import { orderBy, orderType, presentOrder, updatedSince } from '../ordering.ts';
import { CUT_PAGE_EFFECTS, numberedPage, page, perPage } from './paging.ts';

const parameters = { orderBy, orderType, perPage, updatedSince, page };

/** Paging where every answer carries the URL of the next page. */
export const nextPageUrl: Route = {
  method: 'GET',
  path: '/pagination/next_page_url',
  name: 'pagination_next_page_url',
  tag: 'Pagination',
  summary: 'Next page URL pagination',
  parameters,
  answers: {
    200: json(
      'A page of people.',
      object({
        data: people,
        total_items: count,
        page: count,
        per_page: count,
        next_page_url: { type: ['string', 'null'], description: 'Absolute; null on the last page.' },
      }),
    ),
    400: json('A parameter is wrong.', error),
  },
  walk: {
    about: 'people',
    since: 'updated_since',
    pageOf: numberedPage,
    effects: [...CUT_PAGE_EFFECTS, 'next: same', 'next: none', 'next: other-host'],
  },
  handle(ctx, { state, clock }) {
    const query = parseParameters(ctx, parameters);
    const window = state.people.seenAt(clock()).ordered(query);
    const from = (query.page - 1) * query.perPage;
    const to = from + query.perPage;
    const rows = window.texts(from, to);
    noteRange(ctx, presentOrder(query), window, from, rows.length);
    const next = to < window.size ? `${externalUrl(ctx)}?${nextQuery(query)}` : null;
    notePage(ctx, { isLast: next === null, next });
    respondPage(ctx, rows, {
      total_items: window.size,
      page: query.page,
      per_page: query.perPage,
      next_page_url: next,
    });
  },
};

function nextQuery(query: {
  page: number;
  perPage: number;
  orderBy: string;
  orderType: string;
  updatedSince: { text: string } | undefined;
}): string {
  const next = `page=${query.page + 1}&per_page=${query.perPage}&order_by=${query.orderBy}&order_type=${query.orderType}`;
  // An instant holds nothing that a query must escape but the plus sign of a far year.
  return query.updatedSince ? `${next}&updated_since=${query.updatedSince.text.replace('+', '%2B')}` : next;
}
