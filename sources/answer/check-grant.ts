import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import { isSameSecret } from '../../core/same-secret.ts';
import type { Grant } from '../declaration.ts';
import { basicOf, bearerOf, isLogin } from './authorization.ts';
import { checkJwt } from './check-jwt.ts';
import { refusedGrant } from './errors.ts';
import type { Parameters } from './parameters.ts';
import type { Tokens } from './tokens.ts';

/** What a client shows for a token. */
export interface GrantShown {
  readonly headers: IncomingHttpHeaders;
  readonly parameters: Parameters;
  readonly realClock: Clock;
}

/** @throws SourceError 400 or 401 for what is not good for a token */
export function checkGrant(grant: Grant, shown: GrantShown, tokens: Tokens): void {
  switch (grant.by) {
    case 'oauth2':
      checkOauth2(grant, shown, tokens);
      break;
    case 'login':
      checkLogin(grant, shown);
      break;
    case 'jwt':
      checkJwt(grant, bearerOf(shown.headers), shown.realClock());
      break;
  }
}

/** The codes are those of RFC 6749, section 5.2. */
function checkOauth2(
  { client, secret, refresh }: Extract<Grant, { by: 'oauth2' }>,
  { headers, parameters }: GrantShown,
  tokens: Tokens,
): void {
  const basic = basicOf(headers);
  const id = basic?.user ?? parameters.text('client_id') ?? '';
  const given = basic?.password ?? parameters.text('client_secret') ?? '';
  if (!isSameSecret(id, client) || !isSameSecret(given, secret))
    throw refusedGrant(401, 'invalid_client', 'The client or its secret is not the one of the file.');
  const type = parameters.text('grant_type');
  if (type === 'client_credentials') return;
  if (type !== 'refresh_token' || refresh === undefined) {
    const known = refresh === undefined ? 'client_credentials' : 'client_credentials or refresh_token';
    throw type === undefined
      ? refusedGrant(400, 'invalid_request', `There is no 'grant_type'. Say ${known}.`)
      : refusedGrant(400, 'unsupported_grant_type', `'grant_type' must be ${known}.`);
  }
  if (!tokens.takeRefresh(parameters.text('refresh_token') ?? ''))
    throw refusedGrant(400, 'invalid_grant', 'The refresh token is unknown, or has been used.');
}

function checkLogin(
  { members, basic }: Extract<Grant, { by: 'login' }>,
  { headers, parameters }: GrantShown,
): void {
  if (basic && !isLogin(headers, basic))
    throw refusedGrant(401, 'unauthorized', 'The user or the password is not the one of the file.');
  for (const [name, value] of Object.entries(members)) {
    if (!isSameSecret(parameters.text(name) ?? '', value))
      throw refusedGrant(401, 'unauthorized', `'${name}' is not what the file of the source has.`);
  }
}
