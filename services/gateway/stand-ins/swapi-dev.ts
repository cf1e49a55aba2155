import type { Context } from 'koa';
import type { StandIn, World } from '../stand-in.ts';
import { parameter, wholeNumber } from './parameter.ts';
import { SwapiLinks } from './swapi/links.ts';
import { SWAPI_COUNTS, SWAPI_FIELDS, type SwapiResource } from './swapi/world.ts';

const PAGE_SIZE = 10;
const FOUNDED = Date.UTC(2014, 11, 9, 13, 50, 51);
const HOUR = 3_600_000;

/** The Star Wars API's six resources with its counts and fields, about people of our own. */
export const swapiDev: StandIn = {
  hosts: ['swapi.dev', 'swapi.py4e.com'],
  summary: 'SWAPI: six linked resources, ten to a page',
  source: 'https://swapi.dev/documentation',
  mount(router, world) {
    router.get('/api', (ctx) => {
      if (isRedirected(ctx)) return;
      const resources = Object.keys(SWAPI_COUNTS) as SwapiResource[];
      ctx.body = Object.fromEntries(resources.map((resource) => [resource, `${rootOf(ctx)}/${resource}/`]));
    });

    router.get('/api/:resource', (ctx) => {
      if (isRedirected(ctx)) return;
      const resource = resourceOf(ctx.params['resource'] ?? '');
      if (resource) answerPage(ctx, resource, world);
      else notFound(ctx);
    });

    router.get('/api/:resource/:id', (ctx) => {
      if (isRedirected(ctx)) return;
      const resource = resourceOf(ctx.params['resource'] ?? '');
      const id = wholeNumber(ctx.params['id'], 1);
      if (resource && id && id <= SWAPI_COUNTS[resource]) ctx.body = item(rootOf(ctx), resource, id, world);
      else notFound(ctx);
    });
  },
  notFound: () => ({ detail: 'Not found' }),
};

function answerPage(ctx: Context, resource: SwapiResource, world: World): void {
  const root = rootOf(ctx);
  const search = parameter(ctx, 'search');
  const page = wholeNumber(parameter(ctx, 'page') ?? '1', 1);
  const found = idsOf(root, resource, search, world);
  if (!page || (page - 1) * PAGE_SIZE >= Math.max(found.length, 1)) {
    notFound(ctx);
    return;
  }
  const pageUrl = (number: number): string => {
    const query = new URLSearchParams(search ? { search, page: String(number) } : { page: String(number) });
    return `${root}/${resource}/?${query}`;
  };
  ctx.body = {
    count: found.length,
    next: page * PAGE_SIZE < found.length ? pageUrl(page + 1) : null,
    previous: page > 1 ? pageUrl(page - 1) : null,
    results: found
      .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
      .map((id) => item(root, resource, id, world)),
  };
}

/** The ids of all items, or of those whose name, title or model contains the words searched for. */
function idsOf(root: string, resource: SwapiResource, search: string | undefined, world: World): number[] {
  const ids = Array.from({ length: SWAPI_COUNTS[resource] }, (_, index) => index + 1);
  if (search === undefined) return ids;
  const words = search.toLowerCase();
  return ids.filter((id) => {
    const { name, title, model } = item(root, resource, id, world);
    return [name, title, model].some((text) =>
      String(text ?? '')
        .toLowerCase()
        .includes(words),
    );
  });
}

function item(root: string, resource: SwapiResource, id: number, world: World): Record<string, unknown> {
  const created = FOUNDED + id * HOUR;
  return {
    ...SWAPI_FIELDS[resource](id, new SwapiLinks(root, resource, id), world.dataset.people),
    created: microseconds(created),
    edited: microseconds(created + 240 * HOUR),
    url: `${root}/${resource}/${id}/`,
  };
}

/** The service is written in Python, whose times have six decimals. */
function microseconds(time: number): string {
  return new Date(time).toISOString().replace('.000Z', '.644000Z');
}

function rootOf(ctx: Context): string {
  return `https://${ctx.host}/api`;
}

function resourceOf(name: string): SwapiResource | undefined {
  return Object.hasOwn(SWAPI_COUNTS, name) ? (name as SwapiResource) : undefined;
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
