import type { Context } from 'koa';
import type { Effects } from '../../../core/faults/effects.ts';
import { scrollExpired } from '../errors.ts';
import type { Api } from '../route.ts';

/**
 * Ends what a client holds before its time.
 *
 * @throws ApiError 410 for a request that goes on with a cursor
 */
export async function expire(ctx: Context, api: Api, expired: Effects['expire']): Promise<void> {
  if (expired === 'scroll' && new URLSearchParams(ctx.querystring).get('scroll_param')) throw scrollExpired();
  if (expired !== 'token') return;
  api.state.sessionGeneration.now += 1;
  const [, token] = /^bearer +(.*)$/is.exec(ctx.get('Authorization')) ?? [];
  if (token !== undefined) await api.authorizationServer.accessTokens.expire(token);
}
