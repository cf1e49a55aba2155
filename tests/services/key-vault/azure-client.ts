import { readFileSync } from 'node:fs';
import { ClientSecretCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import type { KeyVaultEndpoints } from '../../../services/key-vault/endpoints.ts';

/**
 * Microsoft's own client, told only what it must be to come by address: to trust our authority, and not to
 * insist on Azure's host names.
 */
export function clientOf(endpoints: KeyVaultEndpoints, clientSecret = endpoints.clientSecret): SecretClient {
  const tlsOptions = { ca: readFileSync(endpoints.caFile, 'utf8') };
  const retryOptions = { maxRetries: 0 };
  const credential = new ClientSecretCredential(endpoints.tenantId, endpoints.clientId, clientSecret, {
    authorityHost: endpoints.url,
    disableInstanceDiscovery: true,
    tlsOptions,
    retryOptions,
  });
  return new SecretClient(endpoints.url, credential, {
    disableChallengeResourceVerification: true,
    tlsOptions,
    retryOptions,
  });
}
