import type { ClientMetadata } from 'oidc-provider';
import type { ApiCredentials } from '../credentials.ts';

/** Registered besides the loopback addresses, for programs that do not listen on their own machine. */
export const REDIRECT_URI = 'https://connector.example/callback';

/** The two clients there are: one with a secret, and one without, which must prove itself by PKCE. */
export function clientsOf({ oauth2 }: ApiCredentials): ClientMetadata[] {
  const common = {
    redirect_uris: [REDIRECT_URI],
    response_types: ['code' as const],
    // The only algorithm of the only key.
    id_token_signed_response_alg: 'ES256' as const,
  };
  return [
    {
      ...common,
      client_id: oauth2.clientId,
      client_secret: oauth2.clientSecret,
      // Stands for both: a secret is taken from the header and from the form (RFC 6749, section 2.3.1).
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
    },
    {
      ...common,
      client_id: oauth2.publicClientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
    },
  ];
}

const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Whether an address is one of this machine: any port, as RFC 8252 (section 7.3) asks, and any path, since
 * every tool has its own.
 */
export function isLoopbackRedirect(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, username, password } = new URL(uri);
  const plain = username === '' && password === '' && !uri.includes('#');
  return plain && protocol === 'http:' && LOOPBACK_HOSTS.includes(hostname);
}
