import type { Dataset } from '../../../../fixtures/dataset.ts';
import { exactJsonWriter } from '../../../../fixtures/files/exact-json.ts';
import type { TablesOnDemand } from '../../../../fixtures/living/world-plan.ts';
import { noSuchTable } from '../../errors.ts';
import { respondPage } from '../../formats/respond-page.ts';
import { notePage, noteRows } from '../../note-rows.ts';
import { integer } from '../../parameters.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { count, error, listOf, object } from '../../schemas.ts';
import type { ListedTables } from '../../select/listed-tables.ts';
import { updatedSince } from '../ordering.ts';
import { pageAtOffset } from '../pagination/paging.ts';

const DEFAULT_LIMIT = 100;

const limit = integer('limit', {
  description: 'How many rows to return.',
  absent: DEFAULT_LIMIT,
  minimum: 1,
  maximum: 1000,
  outOfRange: "Invalid value for 'limit'. It should be between 1 and 1000.",
});

const offset = integer('offset', {
  description: 'How many rows to skip.',
  absent: 0,
  minimum: 0,
  outOfRange: "Invalid value for 'offset'. It must be greater than or equal to 0.",
});

const parameters = { limit, offset, updatedSince };

interface ListedTable {
  readonly name: Exclude<keyof ListedTables, 'children'>;
  /** What a world must be asked for to have it. */
  readonly asked: TablesOnDemand;
}

/** The rows of a table on demand in the order of their stamps, those without one last, by offset. */
export function listTable({ name, asked }: ListedTable): Route {
  return {
    method: 'GET',
    path: `/tables/${name}`,
    name: `tables_${name}`,
    tag: 'Tables',
    summary: `The table ${name}, in worlds that have it`,
    parameters,
    onDemand: asked,
    answers: {
      200: json(
        'Rows from the offset on.',
        object({ data: listOf({ type: 'object' }), offset: count, limit: count, total: count }),
      ),
      400: json('A parameter is wrong.', error),
      404: json('This world has no such table.', error),
    },
    walk: {
      about: name,
      since: 'updated_since',
      effects: ['stale'],
      pageOf: (query) => pageAtOffset(query, DEFAULT_LIMIT),
    },
    handle(ctx, { dataset, state, clock }) {
      requireTables(dataset, asked, name);
      const query = parseParameters(ctx, parameters);
      const now = clock();
      const table = state.tables()[name];
      const view = table.seenAt(now);
      const begin = query.updatedSince ? view.stampedBefore(query.updatedSince.time) : 0;
      const end = query.updatedSince ? view.withStamp : view.size;
      const first = Math.min(begin + query.offset, end);
      const rows = view.byStamp(first, Math.min(query.limit, end - first));
      const write = exactJsonWriter(table.columnsAt(now));
      noteRows(ctx, 'updatedAt', first, first + rows.length - 1);
      notePage(ctx, { isLast: first + rows.length >= end, next: null });
      respondPage(
        ctx,
        rows.map(({ values }) => write(values)),
        { offset: query.offset, limit: query.limit, total: end - begin },
      );
    },
  };
}

/** @throws ApiError 404 in a world that was not asked for them */
export function requireTables({ plan }: Dataset, asked: TablesOnDemand, name: string): void {
  if (!plan.tables.includes(asked)) throw noSuchTable(name, plan.name, asked);
}
