import type { Route } from './route.ts';
import { localOnly } from './vault/errors.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Ours, not Azure's: answers on this machine only, and under no public name. */
export const resetRoute: Route = {
  method: 'POST',
  path: '/_playground/reset',
  handle(ctx, { store }) {
    const address = ctx.socket.remoteAddress ?? '';
    if (!LOOPBACK.test(address)) throw localOnly(ctx.path, address);
    store.reset();
    ctx.status = 204;
  },
};
