import { json, type Route } from '../../../route.ts';
import { error, text } from '../../../schemas.ts';
import { TAG } from './protocol.ts';

const WELL_KNOWN = '/.well-known/openid-configuration';

/** Where everything is, under the address by which the client came. */
function discoveryAt(path: string, name: string, summary: string): Route {
  return {
    method: 'GET',
    path,
    name,
    tag: TAG,
    summary,
    parameters: {},
    answers: {
      200: json('The metadata of the authorization server.', {
        type: 'object',
        required: ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'],
        properties: { issuer: text, authorization_endpoint: text, token_endpoint: text, jwks_uri: text },
      }),
      400: json('The headers do not give a valid address.', error),
    },
    async handle(ctx, { authorizationServer }) {
      await authorizationServer.answer(ctx, { path: WELL_KNOWN });
    },
  };
}

export const openIdDiscovery = discoveryAt(
  `/auth/oauth2${WELL_KNOWN}`,
  'auth_oauth2_openid_configuration',
  'Discovery (OpenID Connect)',
);

/** RFC 8414, section 3.1, puts the well-known part before the issuer's path. */
export const oauth2Discovery = discoveryAt(
  '/.well-known/oauth-authorization-server/auth/oauth2',
  'auth_oauth2_metadata',
  'Discovery (RFC 8414)',
);
