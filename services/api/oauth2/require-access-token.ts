import type { Context } from 'koa';
import { insufficientScope, unauthorized } from '../errors.ts';
import type { AccessTokens } from './access-tokens.ts';
import { PEOPLE_SCOPE } from './scopes.ts';

const REALM = 'Bearer realm="connector-playground"';

const refusals = {
  expired: 'The access token has expired',
  revoked: 'The access token has been revoked',
  forged: 'The access token was not issued here or was changed',
} as const;

/**
 * `Authorization: Bearer <access token>`.
 *
 * @throws ApiError 401 or 403 as RFC 6750, section 3, has them
 */
export async function requireAccessToken(ctx: Context, accessTokens: AccessTokens): Promise<void> {
  const header = ctx.get('Authorization');
  // Who shows nothing is told what to show, and not that anything was wrong with it.
  if (header === '') throw unauthorized('missing_authorization', 'Authorization header is missing', REALM);
  const token = /^bearer +(.*)$/is.exec(header)?.[1];
  if (token === undefined) {
    throw unauthorized('wrong_scheme', 'The Authorization header must be: Bearer <access token>', REALM);
  }
  const judged = await accessTokens.judge(token);
  if (judged.verdict !== 'valid') {
    const reason = refusals[judged.verdict];
    const challenge = `${REALM}, error="invalid_token", error_description="${reason}"`;
    throw unauthorized(`${judged.verdict}_token`, reason, challenge);
  }
  const { scope = '' } = judged.claims;
  if (scope.split(' ').includes(PEOPLE_SCOPE)) return;
  const reason = `The access token needs the scope ${PEOPLE_SCOPE} and has ${scope || 'none'}`;
  const challenge = `${REALM}, error="insufficient_scope", error_description="${reason}", scope="${PEOPLE_SCOPE}"`;
  throw insufficientScope(reason, challenge);
}
