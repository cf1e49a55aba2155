import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import Koa, { type Context, type Next } from 'koa';
import type { Logger } from '../../core/logger.ts';
import type { StandIn, World } from './stand-in.ts';
import type { TunnelEnds } from './tunnel-end.ts';

/** Makes a handler of a stand-in. What it remembers lives as long as the handler. */
export function createStandInApp(
  standIn: StandIn,
  world: World,
  tunnelEnds: TunnelEnds,
  logger: Logger,
): RequestListener {
  const router = new Router();
  standIn.mount(router, world);
  const app = new Koa();
  app.use(errorsAsJson(logger));
  app.use((ctx, next) => {
    ctx.state['clientCertificateAuthorized'] = tunnelEnds.get(ctx.socket)?.hasClientCertificate ?? false;
    return next();
  });
  app.use(router.routes());
  app.use((ctx) => {
    ctx.status = 404;
    ctx.body = standIn.notFound?.(ctx.path) ?? { error: 'not found' };
  });
  // A client that disconnects in the middle of an answer has its own event and is not an error to print.
  app.on('error', (error: Error) => logger('connection_error', { error: error.message }));
  const handle = app.callback();
  // Koa answers whatever happens, so its promise has nothing to say.
  return (request, response) => void handle(request, response);
}

/** What a stand-in throws by `ctx.throw` it means to say; anything else is a fault in it. */
function errorsAsJson(logger: Logger) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      // Nobody is there to be told: it was the client that broke off, or has been told already that it is too late.
      if (!ctx.writable) return;
      if (isExposed(error)) {
        ctx.status = error.status;
        ctx.body = { error: error.message };
        return;
      }
      const id = randomUUID();
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      logger('unexpected_error', {
        id,
        host: ctx.host,
        url: ctx.url,
        error: stack,
      });
      ctx.status = 500;
      ctx.set('X-Error-Code', 'unexpected');
      ctx.body = { error: `The stand-in for ${ctx.host} failed. The playground's log has more under ${id}.` };
    }
  };
}

function isExposed(error: unknown): error is { readonly status: number; readonly message: string } {
  return typeof error === 'object' && error !== null && 'expose' in error && error.expose === true;
}
