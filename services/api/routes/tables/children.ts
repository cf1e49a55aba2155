import { badRequest, notFound } from '../../errors.ts';
import { noteRows } from '../../note-rows.ts';
import type { Parameter } from '../../parameters.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { count, error, listOf, object } from '../../schemas.ts';
import { updatedSince } from '../ordering.ts';
import { requireTables } from './list-table.ts';

/** As a bigint an id of any length is named in the answer as it was asked for. */
const parentId: Parameter<bigint> = {
  name: 'parent_id',
  in: 'path',
  description: 'Of which parent.',
  required: true,
  schema: { type: 'integer', minimum: 1 },
  parse(text = '') {
    if (/^\d+$/.test(text)) return BigInt(text);
    throw badRequest('not_an_integer', "Invalid value for 'parent_id'. It must be a whole number.");
  },
};

const parameters = { parentId, updatedSince };

/** The children of one parent by id, all of them in one answer. */
export const childrenOfParent: Route = {
  method: 'GET',
  path: '/tables/parents/:parent_id/children',
  name: 'tables_children',
  tag: 'Tables',
  summary: 'The children of a parent, in worlds that have them',
  parameters,
  onDemand: 'children',
  answers: {
    200: json('The children updated since.', object({ data: listOf({ type: 'object' }), total: count })),
    400: json('A parameter is wrong.', error),
    404: json('This world has no such table, or the table no such parent.', error),
  },
  walk: { about: 'children', since: 'updated_since', effects: ['stale'] },
  handle(ctx, { dataset, state, clock }) {
    requireTables(dataset, 'children', 'children');
    const query = parseParameters(ctx, parameters);
    const now = clock();
    const table = state.tables().children;
    const all = table.childrenOf(Number(query.parentId), now);
    const place = all?.[0] && table.seenAt(now).placeBy('position', all[0].values);
    if (all === undefined || place === undefined) throw notFound(`There is no parent ${query.parentId}.`);
    const since = query.updatedSince?.time;
    const data = all.filter(({ changedAt = 0 }) => since === undefined || changedAt >= since);
    if (data.length > 0) noteRows(ctx, 'position', place, place + all.length - 1);
    ctx.body = { data: data.map(({ values }) => values), total: data.length };
  },
};
