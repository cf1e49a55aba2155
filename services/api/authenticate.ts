import type { Context } from 'koa';
import { isSameSecret } from '../../core/same-secret.ts';
import type { ApiCredentials } from './credentials.ts';
import { unauthorized } from './errors.ts';

/** `Authorization: Basic base64(username:password)` (RFC 7617). */
export function requireHttpBasic(ctx: Context, { httpBasic }: ApiCredentials): void {
  const pair = Buffer.from(`${httpBasic.username}:${httpBasic.password}`).toString('base64');
  requireAuthorization(ctx, 'Basic', pair, 'Basic realm="connector-playground", charset="UTF-8"');
}

/** `Authorization: Bearer <token>` (RFC 6750). */
export function requireHttpBearer(ctx: Context, { bearerToken }: ApiCredentials): void {
  requireAuthorization(ctx, 'Bearer', bearerToken, 'Bearer realm="connector-playground"');
}

/** `Authorization: apiKey <key>`, in these letters. */
export function requireApiKey(ctx: Context, { apiKey }: ApiCredentials): void {
  requireAuthorization(ctx, 'apiKey', apiKey, 'apiKey realm="connector-playground"');
}

function requireAuthorization(ctx: Context, scheme: string, secret: string, challenge: string): void {
  const header = ctx.get('Authorization');
  if (header === '')
    throw unauthorized('missing_authorization', 'Authorization header is missing', challenge);
  if (!isSameSecret(header, `${scheme} ${secret}`)) {
    throw unauthorized('wrong_credentials', 'Invalid API key or format', challenge);
  }
}
