import { noteRows } from '../../note-rows.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { companies, count, error, object } from '../../schemas.ts';
import { changedSince } from '../../select/changed-since.ts';
import { orderBy, orderType, presentOrder, updatedSince } from '../ordering.ts';

const parameters = { orderBy, orderType, updatedSince };

/** The companies, which change as time goes by. */
export const companiesCursor: Route = {
  method: 'GET',
  path: '/cursors/companies',
  name: 'cursors_companies',
  tag: 'Cursors',
  summary: 'Companies cursor',
  parameters,
  answers: {
    200: json('The companies updated since.', object({ data: companies, total_items: count })),
    400: json('A parameter is wrong.', error),
  },
  walk: { about: 'companies', since: 'updated_since', effects: ['stale'] },
  handle(ctx, { dataset, clock }) {
    const query = parseParameters(ctx, parameters);
    const { data, first, last } = changedSince(dataset.companies.at(clock()), query);
    noteRows(ctx, presentOrder(query), first, last);
    ctx.body = { data, total_items: data.length };
  },
};
