import { PAGE_EFFECTS } from '../../../../core/faults/page-effects.ts';
import { respondPage } from '../../formats/respond-page.ts';
import { notePage, noteRows } from '../../note-rows.ts';
import { parseParameters, queryOf, refuseUndeclared } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { error, object, people } from '../../schemas.ts';
import { scrollParam } from '../../scroll-cursor.ts';
import { updatedSince } from '../ordering.ts';
import { refuseBoth } from '../refuse-both.ts';

const PAGE_SIZE = 50;
const parameters = { scrollParam, updatedSince };

/** Paging where every answer carries a cursor: the place of its last row in the order. */
export const keyset: Route = {
  method: 'GET',
  path: '/pagination/keyset',
  name: 'pagination_keyset',
  tag: 'Pagination',
  summary: 'Keyset pagination',
  parameters,
  answers: {
    200: json(
      'Up to 50 people, and where the next page begins.',
      object({
        data: people,
        scroll_param: {
          type: ['string', 'null'],
          description: 'For the next request; null on the last page.',
        },
      }),
    ),
    400: json('A parameter is wrong.', error),
  },
  walk: {
    about: 'people',
    since: 'updated_since',
    effects: [...PAGE_EFFECTS, 'short', 'next: same', 'next: none', 'expire: scroll'],
    pageOf: (query, pageAt) => pageAt(query.get('scroll_param') || undefined),
  },
  handle(ctx, { state, clock }) {
    const sent = queryOf(ctx);
    refuseUndeclared(sent, parameters);
    refuseBoth(sent, 'updated_since');
    const query = parseParameters(ctx, parameters);
    const { texts, first, last, next } = state.people
      .seenAt(clock())
      .scroll(query.scrollParam ?? query.updatedSince, PAGE_SIZE);
    noteRows(ctx, 'updatedAt', first, last);
    notePage(ctx, { isLast: next === null, next });
    respondPage(ctx, texts, { scroll_param: next });
  },
};
