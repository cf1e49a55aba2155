import type { Context, Next } from 'koa';
import { isAboutThePlayground } from './note-request.ts';

/** What a page may read beside the body; without this a browser hides all but a few headers. */
const EXPOSED = [
  'Allow',
  'Content-Disposition',
  'Link',
  'Retry-After',
  'WWW-Authenticate',
  'X-Error-Code',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
].join(', ');

/** A browser is sent there and reads nothing, so no page may ask for it by itself (RFC 9700, section 2.6). */
const AUTHORIZATION_PATH = '/auth/oauth2/authorize';

const HEADER_NAMES = /^[\w!#$%&'*+.^`|~, -]{1,2048}$/;

/**
 * Lets pages of any origin ask (https://fetch.spec.whatwg.org/#http-cors-protocol): there are no cookies, so a page
 * can do no more than a program with the same credentials. Preflights are answered here and cost no token of the rate
 * limit. Not for `/_playground/*` and `/docs` (docs/decisions/0015-who-may-ask-the-control-plane.md).
 */
export function allowOrigins(ctx: Context, next: Next): Promise<void> | undefined {
  if (ctx.req.headers.origin === undefined) return next();
  if (isAboutThePlayground(ctx.path) || ctx.path.startsWith(AUTHORIZATION_PATH)) return next();
  ctx.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': EXPOSED });
  if (ctx.method !== 'OPTIONS' || ctx.get('Access-Control-Request-Method') === '') return next();
  const asked = ctx.get('Access-Control-Request-Headers');
  // `*` would leave out Authorization.
  if (HEADER_NAMES.test(asked)) ctx.set('Access-Control-Allow-Headers', asked);
  ctx.set({ 'Access-Control-Allow-Methods': 'GET, HEAD, POST', 'Access-Control-Max-Age': '600' });
  ctx.status = 204;
  return undefined;
}
