import type { Context } from 'koa';
import type { People } from '../../../fixtures/index.ts';
import type { StandIn } from '../stand-in.ts';
import { PLACEHOLDER_TABLES, type PlaceholderRow, type PlaceholderTable } from './jsonplaceholder/tables.ts';
import { numberParameter, parameter, wholeNumber } from './parameter.ts';
import { readJsonObject } from './read-body.ts';

const DEFAULT_PAGE_SIZE = 10;
const PARENT_KEYS: Readonly<Record<string, string>> = { posts: 'postId', users: 'userId', albums: 'albumId' };

/** Six tables of made-up rows. As in the real service, what a client writes is answered but never kept. */
export const jsonplaceholderTypicodeCom: StandIn = {
  hosts: ['jsonplaceholder.typicode.com'],
  summary: 'JSONPlaceholder: posts, comments, albums, photos, todos and users',
  source: 'https://jsonplaceholder.typicode.com/guide/',
  mount(router, { dataset: { people } }) {
    for (const [name, table] of Object.entries(PLACEHOLDER_TABLES)) {
      router.get(`/${name}`, (ctx) => answerList(ctx, rowsOf(table, people)));
      router.get(`/${name}/:id`, (ctx) => answerOne(ctx, rowOf(table, ctx.params['id'], people)));
      router.post(`/${name}`, async (ctx) => {
        const written = (await readJsonObject(ctx.req)) ?? {};
        ctx.status = 201;
        ctx.set('Location', `https://jsonplaceholder.typicode.com/${name}/${table.count + 1}`);
        ctx.body = { ...written, id: table.count + 1 };
      });
      router.put(`/${name}/:id`, async (ctx) => {
        const row = rowOf(table, ctx.params['id'], people);
        answerOne(ctx, row && { ...(await readJsonObject(ctx.req)), id: row['id'] });
      });
      router.patch(`/${name}/:id`, async (ctx) => {
        const row = rowOf(table, ctx.params['id'], people);
        answerOne(ctx, row && { ...row, ...(await readJsonObject(ctx.req)), id: row['id'] });
      });
      router.delete(`/${name}/:id`, (ctx) => {
        ctx.body = {};
      });
      router.get(`/${name}/:id/:children`, (ctx) => {
        const key = PARENT_KEYS[name];
        const children = childTable(ctx.params['children'] ?? '', key, people);
        if (!key || !children) return answerOne(ctx, undefined);
        answerList(
          ctx,
          rowsOf(children, people).filter((row) => String(row[key]) === ctx.params['id']),
        );
      });
    }
  },
  notFound: () => ({}),
};

/** Every parameter that does not begin with `_` is a filter on the field of its name. */
function answerList(ctx: Context, rows: readonly PlaceholderRow[]): void {
  const filters = Object.keys(ctx.query).filter((name) => !name.startsWith('_'));
  const found = rows.filter((row) => filters.every((name) => String(row[name]) === parameter(ctx, name)));
  const [first, end] = windowOf(ctx, found.length);
  ctx.set('X-Total-Count', String(found.length));
  ctx.body = found.slice(first, end);
}

/** Which rows are wanted: a `_page` of `_limit` rows, or those from `_start` to `_end`, or `_limit` of them. */
function windowOf(ctx: Context, count: number): [first: number, end: number] {
  const limit = wholeNumber(parameter(ctx, '_limit'));
  const page = wholeNumber(parameter(ctx, '_page'), 1);
  if (page !== undefined) {
    const size = limit ?? DEFAULT_PAGE_SIZE;
    return [(page - 1) * size, page * size];
  }
  const start = numberParameter(ctx, '_start', 0);
  return [start, limit === undefined ? numberParameter(ctx, '_end', count) : start + limit];
}

function answerOne(ctx: Context, row: PlaceholderRow | undefined): void {
  if (!row) ctx.status = 404;
  ctx.body = row ?? {};
}

function rowsOf(table: PlaceholderTable, people: People): PlaceholderRow[] {
  return Array.from({ length: table.count }, (_, index) => table.row(index + 1, people));
}

function rowOf(
  table: PlaceholderTable,
  idText: string | undefined,
  people: People,
): PlaceholderRow | undefined {
  const id = wholeNumber(idText, 1);
  return id && id <= table.count ? table.row(id, people) : undefined;
}

function childTable(name: string, key: string | undefined, people: People): PlaceholderTable | undefined {
  const table = Object.hasOwn(PLACEHOLDER_TABLES, name) ? PLACEHOLDER_TABLES[name] : undefined;
  return table && key && key in table.row(1, people) ? table : undefined;
}
