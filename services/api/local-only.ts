import type { Context } from 'koa';
import { forbidden } from './errors.ts';
import type { ApiOptions } from './options.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** @throws ApiError 403 for a client on another machine, whatever a proxy says of it, unless everybody may ask */
export function requireLocalClient(ctx: Context, { tellsCredentialsTo }: ApiOptions): void {
  if (tellsCredentialsTo === 'everybody') return;
  const address = ctx.socket.remoteAddress ?? '';
  if (!LOOPBACK.test(address)) {
    throw forbidden(
      'local_only',
      `${ctx.path} is for clients on this machine only, and you are at ${address}.`,
    );
  }
}
