import Router from '@koa/router';
import Koa, { type Context, type Next } from 'koa';
import { nearest } from '../../core/nearest.ts';
import type { Dataset } from '../../fixtures/dataset.ts';
import { methodNotAllowed, unknownPath } from './errors.ts';
import { handleRoute } from './faults/handle-route.ts';
import { allowOrigins } from './middleware/allow-origins.ts';
import { errorsAsJson } from './middleware/errors-as-json.ts';
import { guardControl } from './middleware/guard-control.ts';
import { limitRate } from './middleware/limit-rate.ts';
import { noteRequests } from './middleware/note-request.ts';
import type { Api } from './route.ts';
import { routes } from './routes/routes.ts';

/** Wires the API: the middleware in the order of a request's life, then the table of routes. */
export function createApp(api: Api): Koa {
  const app = new Koa();
  app.use(noteRequests(api));
  app.use(allowOrigins);
  app.use(errorsAsJson(api.logger));
  app.use(guardControl(api));
  if (api.state.bucket) app.use(limitRate(api.state.bucket));
  app.use(answerExactPath(api));
  const router = routerOf(api);
  app.use(router.routes());
  app.use((ctx) => refuse(ctx, router, pathsIn(api.dataset)));
  // A client that goes away in the middle of an answer is an event of its own, not an error to print.
  app.on('error', (error: Error) => api.logger('connection_error', { error: error.message }));
  return app;
}

/**
 * Answers by a look-up where a route has no parameter in its path, as most have none. The router would ask the expressions
 * of all routes, one after the other, for every request.
 */
function answerExactPath(api: Api) {
  const exact = new Map(
    routes.filter(({ path }) => !path.includes(':')).map((route) => [`${route.method} ${route.path}`, route]),
  );
  return (ctx: Context, next: Next): void | Promise<void> => {
    const route = exact.get(`${ctx.method === 'HEAD' ? 'GET' : ctx.method} ${ctx.path}`);
    if (route === undefined) return next();
    // As the router does, for the journal.
    ctx['_matchedRouteName'] = route.name;
    return handleRoute(route, ctx, api);
  };
}

function routerOf(api: Api): Router {
  // As in the original, `/Pagination/offset` is another path.
  const router = new Router({ sensitive: true });
  for (const route of routes) {
    router.register(
      route.path,
      route.method === 'GET' ? ['GET', 'HEAD'] : [route.method],
      (ctx) => handleRoute(route, ctx, api),
      {
        name: route.name,
      },
    );
  }
  return router;
}

/** Where a world has something. */
function pathsIn({ plan }: Dataset): readonly string[] {
  const there = routes.filter(({ onDemand }) => onDemand === undefined || plan.tables.includes(onDemand));
  return [...new Set(there.map(({ path }) => path))];
}

/** No route took the request: OPTIONS is told what there is, the others why not. */
function refuse(ctx: Context, router: Router, paths: readonly string[]): void {
  const known = router.match(ctx.path, ctx.method).path;
  if (known.length === 0) {
    throw unknownPath(ctx.path, nearest(ctx.path, paths));
  }
  const allowed = [...new Set(known.flatMap(({ methods }) => methods)), 'OPTIONS'];
  if (ctx.method !== 'OPTIONS') throw methodNotAllowed(ctx.method, ctx.path, allowed);
  ctx.set('Allow', allowed.join(', '));
  ctx.status = 204;
}
