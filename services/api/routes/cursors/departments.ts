import { badRequest, notFound } from '../../errors.ts';
import { noteRows } from '../../note-rows.ts';
import type { Parameter } from '../../parameters.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { count, departments, error, object } from '../../schemas.ts';
import { changedSince } from '../../select/changed-since.ts';
import { orderBy, orderType, presentOrder, updatedSince } from '../ordering.ts';

/** A bigint, so that the answer names the number that was asked for however large it is. */
const companyId: Parameter<bigint> = {
  name: 'company_id',
  in: 'path',
  description: 'Which company.',
  required: true,
  schema: { type: 'integer', minimum: 1 },
  parse(text = '') {
    if (!/^[+-]?\d+$/.test(text)) {
      throw badRequest('not_an_integer', "Invalid value for 'company_id'. 'company_id' must be an integer");
    }
    return BigInt(text);
  },
};

const parameters = { orderBy, orderType, companyId, updatedSince };

/** The departments of one company, which change as time goes by. */
export const departmentsCursor: Route = {
  method: 'GET',
  path: '/cursors/:company_id/departments',
  name: 'cursors_departments',
  tag: 'Cursors',
  summary: 'Departments by company cursor',
  parameters,
  answers: {
    200: json('The departments updated since.', object({ data: departments, total_items: count })),
    400: json('A parameter is wrong.', error),
    404: json('There is no such company.', error),
  },
  walk: { about: 'departments', since: 'updated_since', effects: ['stale'] },
  handle(ctx, { dataset, clock }) {
    const query = parseParameters(ctx, parameters);
    const now = clock();
    const company = dataset.companies
      .at(now)
      .find(({ company_id }) => BigInt(company_id) === query.companyId);
    if (!company) throw notFound(`company_id '${query.companyId}' not found`);
    const { data, first, last } = changedSince(
      dataset.companies.departmentsAt(company.company_id, now),
      query,
    );
    noteRows(ctx, presentOrder(query), first, last);
    ctx.body = { data, total_items: data.length };
  },
};
