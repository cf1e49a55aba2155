import type { Route } from '../route.ts';
import { hostOf, IDENTITY_HOSTS, originOf } from '../site.ts';
import { unknownInstance } from './errors.ts';
import { requireTenant } from './tenant.ts';

/** OpenID Connect Discovery 1.0. All addresses are under the host that the client has used. */
function openIdConfiguration(path: string, version: 'v1' | 'v2'): Route {
  return {
    name: 'GetOpenIdConfiguration',
    method: 'GET',
    path,
    handle(ctx, vault) {
      const tenant = requireTenant(ctx, vault, 'invalid_tenant');
      const base = `${originOf(ctx)}/${tenant}`;
      const endpoints = `${base}/oauth2${version === 'v2' ? '/v2.0' : ''}`;
      ctx.body = {
        token_endpoint: `${endpoints}/token`,
        token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
        jwks_uri: `${base}/discovery${version === 'v2' ? '/v2.0' : ''}/keys`,
        response_modes_supported: ['query', 'fragment', 'form_post'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
        response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
        issuer: version === 'v2' ? `${base}/v2.0` : vault.tokens.issuer,
        authorization_endpoint: `${endpoints}/authorize`,
        device_authorization_endpoint: `${endpoints}/devicecode`,
        end_session_endpoint: `${endpoints}/logout`,
        claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'tid', 'ver'],
        tenant_region_scope: null,
        cloud_instance_name: 'microsoftonline.com',
      };
    },
  };
}

export const openIdConfigurationV2 = openIdConfiguration(
  '/:tenant/v2.0/.well-known/openid-configuration',
  'v2',
);

export const openIdConfigurationV1 = openIdConfiguration('/:tenant/.well-known/openid-configuration', 'v1');

/** One key set for both versions: they sign with the same key. */
function keys(path: string): Route {
  return {
    name: 'GetSigningKeys',
    method: 'GET',
    path,
    handle(ctx, vault) {
      if (ctx['params'].tenant !== 'common') requireTenant(ctx, vault, 'invalid_tenant');
      ctx.body = vault.tokens.keys;
    },
  };
}

export const keysV2 = keys('/:tenant/discovery/v2.0/keys');
export const keysV1 = keys('/:tenant/discovery/keys');

/**
 * Tells a client that an authority which it was given is a real one: ours under each of its names.
 * https://learn.microsoft.com/entra/msal/dotnet/advanced/custom-authority-aliases
 */
export const instanceDiscovery: Route = {
  name: 'DiscoverInstance',
  method: 'GET',
  path: '/:tenant/discovery/instance',
  handle(ctx, { tenantId }) {
    const asked = authorityIn(ctx.querystring);
    const aliases = [...new Set([...IDENTITY_HOSTS, hostOf(ctx)])];
    if (!asked || !aliases.includes(asked.host)) throw unknownInstance();
    const tenant = asked.pathname.split('/')[1] || tenantId;
    ctx.body = {
      tenant_discovery_endpoint: `${asked.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [
        { preferred_network: 'login.microsoftonline.com', preferred_cache: 'login.windows.net', aliases },
      ],
    };
  },
};

function authorityIn(querystring: string): URL | undefined {
  const text = new URLSearchParams(querystring).get('authorization_endpoint') ?? '';
  return URL.canParse(text) ? new URL(text) : undefined;
}
