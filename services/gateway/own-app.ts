import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import { answerControl, type ControlFace } from '../../core/control/answer-control.ts';
import { notProxied } from './errors.ts';
import type { GatewayOptions } from './options.ts';
import type { Route } from './route-table.ts';
import type { State } from './state.ts';

/** What the gateway answers to those who ask it as a web server and not as a proxy. */
export function createOwnApp(state: State, options: GatewayOptions): RequestListener {
  const { host, serverNames, journal, faults, logger } = options;
  const face: ControlFace = {
    ...{ host, serverNames, journal, faults, logger },
    services: ['gateway'],
    health: () => ({ status: 'ok', hosts: state.table.names.length }),
    reset: () => state.reset(),
  };
  const router = new Router({ sensitive: true });
  router.get('/_playground/hosts', (ctx) => {
    ctx.body = { hosts: state.table.routes.map(presentRoute) };
  });

  const app = new Koa();
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
  return (request, response) => void (answerControl(face, request, response) ?? handle(request, response));
}

function presentRoute(route: Route): unknown {
  switch (route.kind) {
    case 'stand-in':
      return { host: route.host, kind: route.kind, summary: route.summary, source: route.source };
    case 'upstream':
      return { host: route.host, kind: route.kind, ...(route.port && { port: route.port }), to: route.to };
    case 'replay':
      return { host: route.host, kind: route.kind, ...(route.port && { port: route.port }) };
    case 'recorded':
      return { host: route.host, kind: route.kind, ...(route.to && { to: route.to }) };
    case 'allowed':
      return { host: route.host, kind: route.kind };
  }
}
