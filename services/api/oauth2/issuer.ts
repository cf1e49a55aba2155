import type { Context } from 'koa';
import { badRequest } from '../errors.ts';
import { externalRoot } from '../external-url.ts';

/** Where the authorization server lies. */
const OAUTH2_PATH = '/auth/oauth2';

/**
 * The name of the authorization server (`iss`): the address under which the client came, so that what discovery
 * says can be reached from where the client is.
 *
 * @throws ApiError 400 when the headers make no address
 */
export function issuerOf(ctx: Context): string {
  const issuer = `${externalRoot(ctx)}${OAUTH2_PATH}`;
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  // Nothing but a scheme, a host and a path: RFC 8414, section 2.
  if (!isWeb || url.pathname !== issuer.replace(/^\w+:\/\/[^/]*/, '') || url.username !== '') {
    throw badRequest('bad_host', `'${issuer}' is no address. Look at Host and the X-Forwarded headers.`);
  }
  return issuer;
}
