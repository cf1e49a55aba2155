import type { Context } from 'koa';
import { readText } from '../read-text.ts';
import type { KeyVault, Route } from '../route.ts';
import { authenticateClient } from './authenticate-client.ts';
import { missingParameter, unsupportedGrant } from './errors.ts';
import { audienceOf, resourceOfScope } from './resource.ts';
import { requireTenant } from './tenant.ts';
import { TOKEN_LIFETIME_SECONDS } from './token-issuer.ts';

/** Who has not shown a secret yet may send no more. */
const MOST_FORM_BYTES = 64 * 1024;

/**
 * The client credentials grant:
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export const tokenV2: Route = {
  name: 'GetToken',
  method: 'POST',
  path: '/:tenant/oauth2/v2.0/token',
  async handle(ctx, vault) {
    const tenant = requireTenant(ctx, vault, 'invalid_request');
    const form = await readGrant(ctx, vault);
    const audience = audienceOf(resourceOfScope(required(form, 'scope')), tenant);
    respond(ctx, {
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME_SECONDS,
      ext_expires_in: TOKEN_LIFETIME_SECONDS,
      access_token: await vault.tokens.issue(audience),
    });
  },
};

/** The older endpoint: a resource in the place of a scope, and numbers as text. */
export const tokenV1: Route = {
  name: 'GetToken',
  method: 'POST',
  path: '/:tenant/oauth2/token',
  async handle(ctx, vault) {
    const tenant = requireTenant(ctx, vault, 'invalid_request');
    const form = await readGrant(ctx, vault);
    const resource = required(form, 'resource');
    const audience = audienceOf(resource, tenant);
    const now = Math.floor(vault.clock() / 1000);
    respond(ctx, {
      token_type: 'Bearer',
      expires_in: String(TOKEN_LIFETIME_SECONDS),
      ext_expires_in: String(TOKEN_LIFETIME_SECONDS),
      expires_on: String(now + TOKEN_LIFETIME_SECONDS),
      not_before: String(now),
      resource,
      access_token: await vault.tokens.issue(audience),
    });
  },
};

/** A body that is no form has no parameters: Azure complains of the first, not of the media type. */
async function readGrant(ctx: Context, vault: KeyVault): Promise<URLSearchParams> {
  const text = await readText(ctx, MOST_FORM_BYTES);
  const form = new URLSearchParams(ctx.is('urlencoded') ? text : '');
  const grantType = required(form, 'grant_type');
  if (grantType !== 'client_credentials') throw unsupportedGrant(grantType);
  authenticateClient(form, ctx.get('Authorization'), vault);
  return form;
}

function required(form: URLSearchParams, parameter: string): string {
  const value = form.get(parameter);
  if (!value) throw missingParameter(parameter);
  return value;
}

/** RFC 6749, section 5.1: a token is never kept by a cache. */
function respond(ctx: Context, body: Record<string, unknown>): void {
  ctx.set({ 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' });
  ctx.body = body;
}
