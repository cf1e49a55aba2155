import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { InvalidScope, InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';
import { Prompt } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { API_SCOPES, OPENID_SCOPES, RESOURCE, USER } from './scopes.ts';

/**
 * What a client may ask to be shown to the user. There is none, so nothing is shown and each of these counts
 * as done: a connector's test has no human to click.
 */
export const prompts: readonly Prompt[] = ['login', 'consent', 'select_account'].map((name) => {
  const prompt = new Prompt({ name, requestable: true });
  prompt.checks.clear();
  return prompt;
});

/** The user consents to every request with a new grant, so that revoking one grant leaves the others alone. */
export async function consentAtOnce({ oidc }: KoaContextWithOIDC): Promise<Grant> {
  const grant = new oidc.provider.Grant({ accountId: USER, clientId: oidc.client?.clientId });
  const asked = [...oidc.requestParamScopes];
  grant.addOIDCScope(asked.filter((scope) => OPENID_SCOPES.includes(scope)));
  grant.addResourceScope(
    RESOURCE,
    asked.filter((scope) => API_SCOPES.includes(scope)),
  );
  await grant.save();
  return grant;
}

/**
 * What may be asked of the API.
 *
 * @throws InvalidTarget for another API than this one
 * @throws InvalidScope for a scope that is not known; oidc-provider alone would pass over it, which hides a mistake
 */
export function resourceServer(ctx: KoaContextWithOIDC, resource: string) {
  if (resource !== RESOURCE) throw new InvalidTarget(`resource must be '${RESOURCE}' or left out.`);
  const known = [...API_SCOPES, ...OPENID_SCOPES];
  const unknown = [...ctx.oidc.requestParamScopes].filter((scope) => !known.includes(scope));
  if (unknown.length > 0) {
    throw new InvalidScope(`Unknown scope. Use one or more of ${known.join(', ')}.`, unknown.join(' '));
  }
  return {
    audience: RESOURCE,
    scope: API_SCOPES.join(' '),
    accessTokenFormat: 'jwt' as const,
    jwt: { sign: { alg: 'ES256' as const } },
  };
}
