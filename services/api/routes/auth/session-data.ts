import type { Context } from 'koa';
import { badRequest, unauthorized } from '../../errors.ts';
import { type Api, json } from '../../route.ts';
import { error } from '../../schemas.ts';
import { verifySessionToken } from '../../session-token.ts';
import { dataBehind } from './data.ts';

export const sessionData = dataBehind({
  path: '/auth/session_token/data',
  name: 'auth_session_token_data',
  summary: 'Session token data',
  scheme: 'sessionToken',
  expires: true,
  answers: { 400: json('The token is missing or malformed.', error) },
  authenticate: requireSessionToken,
});

const CHALLENGE = 'Token realm="connector-playground"';

/** `Authorization: Token <token>`; the word may be left out. */
function requireSessionToken(ctx: Context, { credentials, clock, state }: Api): void {
  const header = ctx.get('Authorization');
  if (header === '') throw badRequest('missing_token', 'Token is missing');
  const token = header.startsWith('Token ') ? header.slice('Token '.length) : header;
  switch (verifySessionToken(token, credentials, clock(), state.sessionGeneration.now)) {
    case 'malformed':
      throw badRequest('malformed_token', 'Invalid token format');
    case 'expired':
      throw unauthorized('expired_token', 'Token has expired', CHALLENGE);
    case 'forged':
      throw unauthorized('forged_token', 'Invalid Token', CHALLENGE);
    case 'valid':
  }
}
