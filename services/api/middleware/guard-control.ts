import type { Context, Next } from 'koa';
import { refuseControl } from '../../../core/control/refuse-control.ts';
import { forbidden } from '../errors.ts';
import type { ApiOptions } from '../options.ts';

/** Keeps `/_playground/*` from pages of other origins (docs/decisions/0015-who-may-ask-the-control-plane.md). */
export function guardControl(names: ApiOptions) {
  return (ctx: Context, next: Next): Promise<void> => {
    const refusal = ctx.path.startsWith('/_playground/') && refuseControl(ctx.req.headers, names);
    if (refusal) throw forbidden(refusal.code, refusal.message);
    return next();
  };
}
