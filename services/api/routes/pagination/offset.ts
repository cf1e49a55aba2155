import { respondPage } from '../../formats/respond-page.ts';
import { notePage, noteRange } from '../../note-rows.ts';
import { integer } from '../../parameters.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { count, error, object, people } from '../../schemas.ts';
import { orderBy, orderType, presentOrder, updatedSince } from '../ordering.ts';
import { CUT_PAGE_EFFECTS, pageAtOffset } from './paging.ts';

const DEFAULT_LIMIT = 10;

const limit = integer('limit', {
  description: 'How many items to return.',
  absent: DEFAULT_LIMIT,
  minimum: 1,
  maximum: 50,
  outOfRange: "Invalid value for 'limit'. It should be between 1 and 50.",
});

const offset = integer('offset', {
  description: 'How many items to skip.',
  absent: 0,
  minimum: 0,
  outOfRange: "Invalid value for 'offset'. It must be greater than or equal to 0.",
});

const parameters = { limit, offset, orderBy, orderType, updatedSince };

/** Paging where the client says how many items to pass over. */
export const offsetPaging: Route = {
  method: 'GET',
  path: '/pagination/offset',
  name: 'pagination_offset',
  tag: 'Pagination',
  summary: 'Offset pagination',
  parameters,
  answers: {
    200: json(
      'People from the offset on.',
      object({ data: people, offset: count, limit: count, total: count }),
    ),
    400: json('A parameter is wrong.', error),
  },
  walk: {
    about: 'people',
    since: 'updated_since',
    effects: [...CUT_PAGE_EFFECTS, 'short'],
    pageOf: (query) => pageAtOffset(query, DEFAULT_LIMIT),
  },
  handle(ctx, { state, clock }) {
    const query = parseParameters(ctx, parameters);
    const window = state.people.seenAt(clock()).ordered(query);
    const rows = window.texts(query.offset, query.offset + query.limit);
    noteRange(ctx, presentOrder(query), window, query.offset, rows.length);
    notePage(ctx, { isLast: query.offset + rows.length >= window.size, next: null });
    respondPage(ctx, rows, {
      offset: query.offset,
      limit: query.limit,
      total: window.size,
    });
  },
};
