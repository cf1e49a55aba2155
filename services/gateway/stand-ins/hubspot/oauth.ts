import type Router from '@koa/router';
import type { Context } from 'koa';
import { digestOf } from '../digest-of.ts';
import { readBody } from '../read-body.ts';
import { refuse, refuseToken } from './errors.ts';
import type { HubspotTokens } from './tokens.ts';

/** The endpoints of OAuth 2.0: tokens for a code or a refresh token, and what is known of a token. */
export function mountHubspotOauth(router: Router, tokens: HubspotTokens): void {
  router.post('/oauth/v1/token', async (ctx) => {
    const form = await formOf(ctx);
    const grantType = form.get('grant_type');
    if (grantType !== 'refresh_token' && grantType !== 'authorization_code') {
      return refuseToken(ctx, 'BAD_GRANT_TYPE', 'missing or unknown grant type');
    }
    if (!form.get('client_id')) return refuseToken(ctx, 'BAD_CLIENT_ID', 'missing or unknown client id');
    if (!form.get('client_secret')) {
      return refuseToken(ctx, 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
    }
    if (grantType === 'authorization_code') {
      const code = form.get('code');
      if (!code) return refuseToken(ctx, 'BAD_AUTH_CODE', 'missing or unknown auth code');
      if (!form.get('redirect_uri'))
        return refuseToken(ctx, 'BAD_REDIRECT_URI', 'missing or unknown redirect URI');
      ctx.body = tokens.issue(digestOf(code, 32));
      return;
    }
    const refreshToken = form.get('refresh_token') ?? '';
    if (!tokens.isRefreshToken(refreshToken)) {
      return refuseToken(ctx, 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
    }
    ctx.body = tokens.issue(refreshToken);
  });

  router.delete('/oauth/v1/refresh-tokens/:token', (ctx) => {
    tokens.revoke(ctx.params['token'] ?? '');
    ctx.status = 204;
  });

  router.get('/oauth/v1/access-tokens/:token', (ctx) => {
    const { token = '' } = ctx.params;
    if (tokens.check(token).kind !== 'valid') {
      return refuse(ctx, 404, 'OBJECT_NOT_FOUND', 'The access token is unknown or has expired.');
    }
    ctx.body = {
      token,
      token_type: 'access',
      expires_in: tokens.secondsLeft(token),
      hub_id: 1,
      scopes: ['contacts', 'oauth'],
    };
  });
}

/** HubSpot reads the parameters from the form in the body, and from the query where clients put them there. */
async function formOf(ctx: Context): Promise<URLSearchParams> {
  const body = new URLSearchParams((await readBody(ctx.req)) ?? '');
  return new URLSearchParams([...body, ...new URLSearchParams(ctx.querystring)]);
}
