import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import type { ControlNames } from '../../core/control/control-names.ts';
import { refuseControl } from '../../core/control/refuse-control.ts';
import type { Logger } from '../../core/logger.ts';
import { notProxied } from './errors.ts';
import type { Route } from './route-table.ts';
import type { State } from './state.ts';

/** What the gateway answers to those who ask it as a web server and not as a proxy. */
export function createOwnApp(state: State, names: ControlNames, logger: Logger): RequestListener {
  const router = new Router({ sensitive: true });
  router.get('/_playground/health', (ctx) => {
    ctx.body = { status: 'ok', hosts: state.table.names.length };
  });
  router.get('/_playground/hosts', (ctx) => {
    ctx.body = { hosts: state.table.routes.map(presentRoute) };
  });
  router.get('/_playground/journal', (ctx) => {
    ctx.body = { total: state.journal.count, entries: state.journal.entries };
  });
  router.post('/_playground/reset', (ctx) => {
    state.reset();
    ctx.body = { status: 'reset' };
  });

  const app = new Koa();
  app.use((ctx, next) => {
    const refusal = ctx.path.startsWith('/_playground/') && refuseControl(ctx.req.headers, names);
    if (!refusal) return next();
    ctx.status = refusal.status;
    ctx.set('X-Error-Code', refusal.code);
    ctx.body = { error: refusal.message };
    return undefined;
  });
  app.use(router.routes());
  app.use((ctx) => {
    const { status, reason, code, message } = notProxied(ctx.url);
    ctx.status = status;
    ctx.message = reason;
    ctx.set('X-Error-Code', code);
    ctx.body = { error: message };
  });
  app.on('error', (error: Error) => logger('connection_error', { error: error.message }));
  const handle = app.callback();
  return (request, response) => void handle(request, response);
}

function presentRoute(route: Route): unknown {
  switch (route.kind) {
    case 'stand-in':
      return { host: route.host, kind: route.kind, summary: route.summary, source: route.source };
    case 'upstream':
      return { host: route.host, kind: route.kind, ...(route.port && { port: route.port }), to: route.to };
    case 'allowed':
      return { host: route.host, kind: route.kind };
  }
}
