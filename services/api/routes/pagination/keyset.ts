import { badRequest } from '../../errors.ts';
import { respondPage } from '../../formats/respond-page.ts';
import { noteRows } from '../../note-rows.ts';
import { parseParameters, queryOf, refuseUndeclared } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { error, object, people } from '../../schemas.ts';
import { presentScrollParam, scrollParam } from '../../scroll-cursor.ts';
import { updatedSince } from '../ordering.ts';

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
  handle(ctx, { dataset, state }) {
    const sent = queryOf(ctx);
    refuseUndeclared(sent, parameters);
    refuseBoth(sent);
    const query = parseParameters(ctx, parameters);
    const first = firstPosition(query, (time) => dataset.people.firstUpdatedAtOrAfter(time));
    const end = Math.min(first + PAGE_SIZE, dataset.people.size);
    const rows = Array.from({ length: end - first }, (_, position) => state.rowTexts.at(first + position));
    noteRows(ctx, 'updatedAt', first, end - 1);
    respondPage(ctx, rows, {
      scroll_param: end < dataset.people.size ? presentScrollParam(dataset.people.updatedAt(end - 1)) : null,
    });
  },
};

function refuseBoth(query: { scroll_param?: unknown; updated_since?: unknown }): void {
  if (query.scroll_param && query.updated_since) {
    throw badRequest(
      'cursor_and_since',
      "You can only use 'updated_since' in first request, subsequent requests should use only 'scroll_param'",
    );
  }
}

/** A cursor begins strictly after its row; `updated_since` begins at it. */
function firstPosition(
  query: { scrollParam: number | undefined; updatedSince: { time: number } | undefined },
  atOrAfter: (time: number) => number,
): number {
  if (query.scrollParam !== undefined) return atOrAfter(query.scrollParam + 1);
  return query.updatedSince ? atOrAfter(query.updatedSince.time) : 0;
}
