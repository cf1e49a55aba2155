import { refuseControl } from '../../core/control/refuse-control.ts';
import type { Route } from './route.ts';
import { authenticate } from './vault/authenticate.ts';
import { controlRefused } from './vault/errors.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Ours, not Azure's, and under no public name: for anybody on this machine, from elsewhere with a token of the vault. */
export const resetRoute: Route = {
  method: 'POST',
  path: '/_playground/reset',
  async handle(ctx, vault) {
    const refusal = refuseControl(ctx.req.headers, vault);
    if (refusal) throw controlRefused(refusal);
    if (!LOOPBACK.test(ctx.socket.remoteAddress ?? '')) await authenticate(ctx, vault);
    vault.store.reset();
    ctx.status = 204;
  },
};
