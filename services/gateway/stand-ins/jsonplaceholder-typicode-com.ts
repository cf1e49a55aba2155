import type { Context } from 'koa';
import type { Row, Table } from '../../../fixtures/table.ts';
import { placeholderTables } from '../../../fixtures/tables/placeholder/tables.ts';
import type { StandIn } from '../stand-in.ts';
import { numberParameter, parameter, wholeNumber } from './parameter.ts';
import { readJsonObject } from './read-body.ts';

const DEFAULT_PAGE_SIZE = 10;
const PARENT_KEYS: Readonly<Record<string, string>> = { posts: 'postId', users: 'userId', albums: 'albumId' };

/** Six tables of made-up rows. As in the real service, what a client writes is answered but never kept. */
export const jsonplaceholderTypicodeCom: StandIn = {
  hosts: ['jsonplaceholder.typicode.com'],
  summary: 'JSONPlaceholder: posts, comments, albums, photos, todos and users',
  source: 'https://jsonplaceholder.typicode.com/guide/',
  mount(router, { dataset, clock }) {
    const tables = new Map(placeholderTables(dataset).map((table) => [nameOf(table), table]));
    for (const [name, table] of tables) {
      router.get(`/${name}`, (ctx) => answerList(ctx, rowsOf(table, clock())));
      router.get(`/${name}/:id`, (ctx) => answerOne(ctx, rowOf(table, ctx.params['id'], clock())));
      router.post(`/${name}`, async (ctx) => {
        const written = (await readJsonObject(ctx.req)) ?? {};
        ctx.status = 201;
        ctx.set('Location', `https://jsonplaceholder.typicode.com/${name}/${table.size + 1}`);
        ctx.body = { ...written, id: table.size + 1 };
      });
      router.put(`/${name}/:id`, async (ctx) => {
        const row = rowOf(table, ctx.params['id'], clock());
        answerOne(ctx, row && { ...(await readJsonObject(ctx.req)), id: row['id'] ?? null });
      });
      router.patch(`/${name}/:id`, async (ctx) => {
        const row = rowOf(table, ctx.params['id'], clock());
        answerOne(ctx, row && { ...row, ...(await readJsonObject(ctx.req)), id: row['id'] ?? null });
      });
      router.delete(`/${name}/:id`, (ctx) => {
        ctx.body = {};
      });
      router.get(`/${name}/:id/:children`, (ctx) => {
        const key = PARENT_KEYS[name];
        const children = childTable(tables.get(ctx.params['children'] ?? ''), key);
        if (!key || !children) return answerOne(ctx, undefined);
        answerList(
          ctx,
          rowsOf(children, clock()).filter((row) => String(row[key]) === ctx.params['id']),
        );
      });
    }
  },
  notFound: () => ({}),
};

/** Every parameter that does not begin with `_` is a filter on the field of its name. */
function answerList(ctx: Context, rows: readonly Row[]): void {
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

function answerOne(ctx: Context, row: Row | undefined): void {
  if (!row) ctx.status = 404;
  ctx.body = row ?? {};
}

/** `posts` for `placeholder.posts`. */
function nameOf({ name }: Table): string {
  return name.slice(name.indexOf('.') + 1);
}

function rowsOf(table: Table, now: number): Row[] {
  return Array.from({ length: table.size }, (_, index) => table.row(index, now));
}

function rowOf(table: Table, idText: string | undefined, now: number): Row | undefined {
  const id = wholeNumber(idText, 1);
  return id && id <= table.size ? table.row(id - 1, now) : undefined;
}

/** A table, if its rows have a parent of that key. */
function childTable(table: Table | undefined, key: string | undefined): Table | undefined {
  return table?.columns.some(({ name }) => name === key) ? table : undefined;
}
