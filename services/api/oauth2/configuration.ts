import type { JsonWebKey } from 'node:crypto';
import type { Client, Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { InvalidRequest } from 'oidc-provider/lib/helpers/errors.js';
import type { ApiCredentials } from '../credentials.ts';
import { type AdapterParts, adapterOf } from './adapters.ts';
import { clientsOf } from './clients.ts';
import { consentAtOnce, prompts, resourceServer } from './consent.ts';
import { DEFAULT_LIFETIME_SECONDS } from './lifetime.ts';
import { API_SCOPES, OPENID_SCOPES, RESOURCE, USER } from './scopes.ts';

export interface ProviderParts extends AdapterParts {
  readonly credentials: ApiCredentials;
}

const on = { enabled: true };
const off = { enabled: false };
const hour = 3600;
const twoWeeks = 14 * 24 * hour;

/** How oidc-provider is to behave. What it would warn about when left out is given. */
export function configurationOf(parts: ProviderParts): Configuration {
  return {
    adapter: (kind: string) => adapterOf(kind, parts),
    clients: clientsOf(parts.credentials),
    jwks: { keys: [parts.accessTokens.privateKey.export({ format: 'jwk' }) as JsonWebKey as JWK] },
    scopes: [...OPENID_SCOPES, ...API_SCOPES],
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    clockTolerance: 0,
    routes: {
      authorization: '/authorize',
      token: '/token',
      revocation: '/revoke',
      introspection: '/introspect',
      jwks: '/jwks',
    },
    features: {
      clientCredentials: on,
      introspection: { ...on, allowedPolicy: mayIntrospect },
      revocation: { ...on, allowedPolicy: mayRevoke },
      resourceIndicators: {
        ...on,
        defaultResource: () => RESOURCE,
        getResourceServerInfo: resourceServer,
      },
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
    ttl: {
      AccessToken: lifetimeSeconds,
      ClientCredentials: lifetimeSeconds,
      AuthorizationCode: 60,
      IdToken: hour,
      RefreshToken: twoWeeks,
      Grant: twoWeeks,
      Session: hour,
      Interaction: hour,
    },
    formats: {
      customizers: {
        jwt(_ctx, token, { payload }) {
          const now = Math.floor(parts.clock() / 1000);
          payload['iat'] = now;
          payload['exp'] = now + token.expiration;
          if ('grantId' in token) payload['grant_id'] = token.grantId;
        },
      },
    },
    interactions: { policy: prompts },
    findAccount: () => ({ accountId: USER, claims: () => ({ sub: USER }) }),
    loadExistingGrant: consentAtOnce,
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    renderError(ctx, { error, error_description }) {
      ctx.body = { error, error_description };
    },
  };
}

/** What the client asked for, or else an hour; `AuthorizationServer` has read and checked it. */
function lifetimeSeconds(ctx: KoaContextWithOIDC): number {
  return ctx.state['lifetimeSeconds'] ?? DEFAULT_LIFETIME_SECONDS;
}

/** A client with a secret may ask about all tokens, as an API would; another about its own. */
function mayIntrospect(_ctx: KoaContextWithOIDC, client: Client, token: { clientId?: string | undefined }) {
  return client.clientAuthMethod !== 'none' || token.clientId === client.clientId;
}

/** RFC 7009, section 2.1: a client whose token it is not is told so. */
function mayRevoke(_ctx: KoaContextWithOIDC, client: Client, token: { clientId?: string | undefined }) {
  if (token.clientId !== client.clientId) throw new InvalidRequest('The token belongs to another client.');
  return true;
}
