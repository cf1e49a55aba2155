import { randomBytes, randomUUID } from 'node:crypto';
import { textFrom } from '../../core/env.ts';
import { PlaygroundError } from '../../core/playground-error.ts';

/** What clients must know to pass the `/auth` endpoints. The keys that sign their tokens follow from it. */
export interface ApiCredentials {
  readonly httpBasic: { readonly username: string; readonly password: string };
  readonly bearerToken: string;
  readonly apiKey: string;
  readonly session: { readonly username: string; readonly password: string };
  readonly oauth2: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** A client without a secret, which proves itself by PKCE. */
    readonly publicClientId: string;
  };
}

/** The same on every machine, so that a written `configuration.json` still works tomorrow. */
export const fixedCredentials: ApiCredentials = {
  httpBasic: { username: 'basic@example.com', password: 'basic-password' },
  bearerToken: 'playground-bearer-token',
  apiKey: 'playground-api-key',
  session: { username: 'session@example.com', password: 'session-password' },
  oauth2: {
    clientId: 'playground-client',
    clientSecret: 'playground-client-secret',
    publicClientId: 'playground-public-client',
  },
};

/**
 * Reads `API_BASIC_USERNAME`, `API_BASIC_PASSWORD`, `API_BEARER_TOKEN`, `API_KEY`, `API_SESSION_USERNAME`,
 * `API_SESSION_PASSWORD`, `API_OAUTH2_CLIENT_ID`, `API_OAUTH2_CLIENT_SECRET` and `API_OAUTH2_PUBLIC_CLIENT_ID`; what is
 * not set is the fixed one. Replicas need the same ones, or each refuses the tokens of the others.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION`
 */
export function apiCredentialsFromEnv(env: NodeJS.ProcessEnv): ApiCredentials {
  const { httpBasic, bearerToken, apiKey, session, oauth2 } = fixedCredentials;
  return {
    httpBasic: {
      username: textFrom(env, 'API_BASIC_USERNAME', httpBasic.username),
      password: textFrom(env, 'API_BASIC_PASSWORD', httpBasic.password),
    },
    bearerToken: textFrom(env, 'API_BEARER_TOKEN', bearerToken),
    apiKey: textFrom(env, 'API_KEY', apiKey),
    session: {
      username: textFrom(env, 'API_SESSION_USERNAME', session.username),
      password: textFrom(env, 'API_SESSION_PASSWORD', session.password),
    },
    oauth2: {
      clientId: clientTextFrom(env, 'API_OAUTH2_CLIENT_ID', oauth2.clientId),
      clientSecret: clientTextFrom(env, 'API_OAUTH2_CLIENT_SECRET', oauth2.clientSecret),
      publicClientId: clientTextFrom(env, 'API_OAUTH2_PUBLIC_CLIENT_ID', oauth2.publicClientId),
    },
  };
}

/** RFC 6749, appendix A: visible ASCII and blanks. */
function clientTextFrom(env: NodeJS.ProcessEnv, variable: string, fallback: string): string {
  const text = textFrom(env, variable, fallback);
  if (/^[ -~]+$/.test(text)) return text;
  throw new PlaygroundError('ERR_BAD_OPTION', `${variable} must be visible ASCII, but is '${text}'.`);
}

export function randomCredentials(): ApiCredentials {
  return {
    httpBasic: { username: `${shortName()}@example.com`, password: shortName() },
    bearerToken: randomUUID(),
    apiKey: randomUUID(),
    session: { username: `${shortName()}@example.com`, password: shortName() },
    oauth2: { clientId: shortName(), clientSecret: randomUUID(), publicClientId: shortName() },
  };
}

function shortName(): string {
  return randomBytes(5).toString('hex');
}
