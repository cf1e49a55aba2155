import { Provider } from 'oidc-provider/lib/provider.js';
import type { Logger } from '../../../core/logger.ts';
import { isLoopbackRedirect } from './clients.ts';
import { configurationOf, type ProviderParts } from './configuration.ts';
import { describeErrors } from './describe-errors.ts';
import { ensureUrlParse } from './url-parse.ts';

/** The authorization server as it is known under one address. */
export function createProvider(issuer: string, parts: ProviderParts & { readonly logger: Logger }): Provider {
  ensureUrlParse();
  const provider = new Provider(issuer, configurationOf(parts));
  const { redirectUriAllowed } = provider.Client.prototype;
  provider.Client.prototype.redirectUriAllowed = function isAllowed(uri: string) {
    return isLoopbackRedirect(uri) || redirectUriAllowed.call(this, uri);
  };
  describeErrors(provider, parts.logger);
  return provider;
}
