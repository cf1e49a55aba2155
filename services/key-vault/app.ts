import Router, { type RouterContext } from '@koa/router';
import Koa, { type Context } from 'koa';
import { handleRoute } from './handle-route.ts';
import { identityRoutes } from './identity/routes.ts';
import { answerErrors } from './middleware/answer-errors.ts';
import { answerForControl } from './middleware/answer-for-control.ts';
import { noteRequests } from './middleware/note-requests.ts';
import type { KeyVault, Route } from './route.ts';
import { type Site, siteOf } from './site.ts';
import { methodNotAllowed, unknownPath } from './vault/errors.ts';
import { vaultRoutes } from './vault/routes.ts';

const ROUTES: Readonly<Record<Site, readonly Route[]>> = {
  vault: vaultRoutes,
  identity: identityRoutes,
  both: [...vaultRoutes, ...identityRoutes],
};

/** Two services behind one listener: the Host header decides which routes there are. */
export function createApp(vault: KeyVault): Koa {
  const app = new Koa();
  const routers = {
    vault: routerOf(ROUTES.vault, vault),
    identity: routerOf(ROUTES.identity, vault),
    both: routerOf(ROUTES.both, vault),
  };
  app.use(answerForControl(vault));
  app.use(noteRequests(vault));
  app.use(answerErrors(vault));
  app.use((ctx, next) => routers[siteOf(ctx)].routes()(ctx as RouterContext, next));
  app.use((ctx) => refuse(ctx, routers[siteOf(ctx)]));
  // A client that disconnects in the middle of an answer has its own event and is not an error to print.
  app.on('error', (error: Error) => vault.logger('connection_error', { error: error.message }));
  return app;
}

function routerOf(routes: readonly Route[], vault: KeyVault): Router {
  const router = new Router();
  for (const route of routes) {
    const { name, method, path } = route;
    const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
    router.register(path, methods, (ctx) => handleRoute(route, ctx, vault), { name });
  }
  return router;
}

function refuse(ctx: Context, router: Router): never {
  const known = router.match(ctx.path, ctx.method).path;
  if (known.length === 0) throw unknownPath(ctx.path);
  throw methodNotAllowed(ctx.method, ctx.path, [...new Set(known.flatMap(({ methods }) => methods))]);
}
