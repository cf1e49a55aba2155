import { API_SCOPES } from '../oauth2/scopes.ts';
import type { Scheme } from '../route.ts';

const scopes = Object.fromEntries(API_SCOPES.map((scope) => [scope, '']));
const tokenUrl = '/auth/oauth2/token';

/** How OpenAPI names the ways to authenticate. Two of them put their own word before the secret. */
export const securitySchemes: Readonly<Record<Scheme, unknown>> = {
  httpBasic: { type: 'http', scheme: 'basic' },
  httpBearer: { type: 'http', scheme: 'bearer' },
  apiKey: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'apiKey <key>' },
  sessionToken: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Token <token>' },
  oauth2Client: {
    type: 'http',
    scheme: 'basic',
    description: 'client_id and client_secret; both may be in the form',
  },
  oauth2: {
    type: 'oauth2',
    flows: {
      clientCredentials: { tokenUrl, refreshUrl: tokenUrl, scopes },
      authorizationCode: {
        authorizationUrl: '/auth/oauth2/authorize',
        tokenUrl,
        refreshUrl: tokenUrl,
        scopes,
      },
    },
  },
};
