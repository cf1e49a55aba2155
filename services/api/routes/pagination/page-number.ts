import { respondPage } from '../../formats/respond-page.ts';
import { notePage, noteRange } from '../../note-rows.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { count, error, object, people } from '../../schemas.ts';
import { orderBy, orderType, presentOrder, updatedSince } from '../ordering.ts';
import { CUT_PAGE_EFFECTS, numberedPage, page, perPage } from './paging.ts';

const parameters = { orderBy, orderType, perPage, page, updatedSince };

/** Paging where the client counts the pages. */
export const pageNumber: Route = {
  method: 'GET',
  path: '/pagination/page_number',
  name: 'pagination_page_number',
  tag: 'Pagination',
  summary: 'Page number pagination',
  parameters,
  answers: {
    200: json(
      'A page of people.',
      object({ data: people, page: count, page_size: count, total_pages: count, total_items: count }),
    ),
    400: json('A parameter is wrong.', error),
  },
  walk: { about: 'people', since: 'updated_since', pageOf: numberedPage, effects: CUT_PAGE_EFFECTS },
  handle(ctx, { state, clock }) {
    const query = parseParameters(ctx, parameters);
    const window = state.people.seenAt(clock()).ordered(query);
    const from = (query.page - 1) * query.perPage;
    const rows = window.texts(from, from + query.perPage);
    noteRange(ctx, presentOrder(query), window, from, rows.length);
    notePage(ctx, { isLast: from + rows.length >= window.size, next: null });
    respondPage(ctx, rows, {
      page: query.page,
      page_size: query.perPage,
      total_pages: Math.ceil(window.size / query.perPage),
      total_items: window.size,
    });
  },
};
