import type { Context } from 'koa';
import type { Clock } from '../../../../core/clock.ts';
import { digestOf } from '../digest-of.ts';
import type { HubspotTokens } from './tokens.ts';

/** An error of the token endpoint, whose `status` is its code. */
export function refuseToken(ctx: Context, code: string, message: string): void {
  ctx.status = 400;
  ctx.body = { status: code, message, correlationId: correlationId(ctx.url) };
}

/** An error of every other endpoint. */
export function refuse(
  ctx: Context,
  status: number,
  category: string,
  message: string,
  context?: Readonly<Record<string, readonly string[]>>,
): void {
  ctx.status = status;
  ctx.body = {
    status: 'error',
    message,
    correlationId: correlationId(ctx.url),
    category,
    ...(context && { context }),
  };
}

/** Answers a request whose access token is missing, unknown or expired. */
export function isUnauthorized(ctx: Context, tokens: HubspotTokens, clock: Clock): boolean {
  const token = /^Bearer (\S+)$/i.exec(ctx.get('Authorization'))?.[1] ?? '';
  const state = tokens.check(token);
  if (state.kind === 'valid') return false;
  if (state.kind === 'unknown') {
    refuse(
      ctx,
      401,
      'INVALID_AUTHENTICATION',
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    );
  } else {
    const seconds = Math.floor((clock() - state.expiredAt) / 1000);
    refuse(
      ctx,
      401,
      'EXPIRED_AUTHENTICATION',
      `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
      { 'expire time': [new Date(state.expiredAt).toISOString()] },
    );
  }
  return true;
}

/** A UUID to quote to the support, which depends on the request alone. */
function correlationId(url: string): string {
  const hex = digestOf(url, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
