import type { Context } from 'koa';
import type { Clock } from '../../../core/clock.ts';
import type { Row, Table } from '../../../fixtures/table.ts';
import { starWarsTables } from '../../../fixtures/tables/star-wars/tables.ts';
import type { StandIn } from '../stand-in.ts';
import { parameter, wholeNumber } from './parameter.ts';
import { presentItem } from './swapi/present-item.ts';

const PAGE_SIZE = 10;
/** What the service searches in. */
const SEARCHED = ['name', 'title', 'model'] as const;

/** A table as one host shows it. */
interface Resource {
  readonly name: string;
  readonly size: number;
  /** The item with an id from 1 to `size`, with addresses below a root. */
  item(id: number, root: string): Row;
}

/** The Star Wars API's six resources with its counts and fields, about people of our own. */
export const swapiDev: StandIn = {
  hosts: ['swapi.dev', 'swapi.py4e.com'],
  summary: 'SWAPI: six linked resources, ten to a page',
  source: 'https://swapi.dev/documentation',
  mount(router, { dataset, clock }) {
    const resources = resourcesOf(starWarsTables(dataset), clock);

    router.get('/api', (ctx) => {
      if (isRedirected(ctx)) return;
      const names = [...resources.keys()];
      ctx.body = Object.fromEntries(names.map((name) => [name, `${rootOf(ctx)}/${name}/`]));
    });

    router.get('/api/:resource', (ctx) => {
      if (isRedirected(ctx)) return;
      const resource = resources.get(ctx.params['resource'] ?? '');
      if (resource) answerPage(ctx, resource);
      else notFound(ctx);
    });

    router.get('/api/:resource/:id', (ctx) => {
      if (isRedirected(ctx)) return;
      const resource = resources.get(ctx.params['resource'] ?? '');
      const id = wholeNumber(ctx.params['id'], 1);
      if (resource && id && id <= resource.size) ctx.body = resource.item(id, rootOf(ctx));
      else notFound(ctx);
    });
  },
  notFound: () => ({ detail: 'Not found' }),
};

function resourcesOf(tables: Readonly<Record<string, Table>>, clock: Clock): ReadonlyMap<string, Resource> {
  const resources = Object.entries(tables).map(([name, table]): Resource => {
    const item = (id: number, root: string) => presentItem(table, name, table.row(id - 1, clock()), root);
    return { name, size: table.size, item };
  });
  return new Map(resources.map((resource) => [resource.name, resource]));
}

function answerPage(ctx: Context, resource: Resource): void {
  const root = rootOf(ctx);
  const search = parameter(ctx, 'search');
  const page = wholeNumber(parameter(ctx, 'page') ?? '1', 1);
  const found = idsOf(resource, search, root);
  if (!page || (page - 1) * PAGE_SIZE >= Math.max(found.length, 1)) {
    notFound(ctx);
    return;
  }
  const pageUrl = (number: number): string => {
    const query = new URLSearchParams(search ? { search, page: String(number) } : { page: String(number) });
    return `${root}/${resource.name}/?${query}`;
  };
  ctx.body = {
    count: found.length,
    next: page * PAGE_SIZE < found.length ? pageUrl(page + 1) : null,
    previous: page > 1 ? pageUrl(page - 1) : null,
    results: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((id) => resource.item(id, root)),
  };
}

/** The ids of all items, or of those that have the words searched for. */
function idsOf({ size, item }: Resource, search: string | undefined, root: string): number[] {
  const ids = Array.from({ length: size }, (_, index) => index + 1);
  if (search === undefined) return ids;
  const words = search.toLowerCase();
  return ids.filter((id) => {
    const fields = item(id, root);
    return SEARCHED.some((name) =>
      String(fields[name] ?? '')
        .toLowerCase()
        .includes(words),
    );
  });
}

function rootOf(ctx: Context): string {
  return `https://${ctx.host}/api`;
}

/** Paths end in a slash there; others are sent on (Django's `APPEND_SLASH`). */
function isRedirected(ctx: Context): boolean {
  if (ctx.path.endsWith('/')) return false;
  ctx.status = 301;
  ctx.set('Location', `${ctx.path}/${ctx.search}`);
  ctx.body = '';
  return true;
}

function notFound(ctx: Context): void {
  ctx.status = 404;
  ctx.body = { detail: 'Not found' };
}
