import type { Context } from 'koa';
import { externalRoot } from '../external-url.ts';

/** Where the authorization server lies. */
const OAUTH2_PATH = '/auth/oauth2';

/**
 * The name of the authorization server (`iss`): the address under which the client came, so that what discovery
 * says can be reached from where the client is. Nothing but a scheme, a host and a path (RFC 8414, section 2).
 *
 * @throws ApiError 400 when the headers make no address
 */
export function issuerOf(ctx: Context): string {
  return `${externalRoot(ctx)}${OAUTH2_PATH}`;
}
