import { randomBytes, randomUUID } from 'node:crypto';
import { textFrom } from '../../core/env.ts';

/** What clients must know to pass the `/auth` endpoints, and the key that signs their session tokens. */
export interface ApiCredentials {
  readonly httpBasic: { readonly username: string; readonly password: string };
  readonly bearerToken: string;
  readonly apiKey: string;
  readonly session: { readonly username: string; readonly password: string };
}

/** The same on every machine, so that a written `configuration.json` still works tomorrow. */
export const fixedCredentials: ApiCredentials = {
  httpBasic: { username: 'basic@example.com', password: 'basic-password' },
  bearerToken: 'playground-bearer-token',
  apiKey: 'playground-api-key',
  session: { username: 'session@example.com', password: 'session-password' },
};

/**
 * Reads `API_BASIC_USERNAME`, `API_BASIC_PASSWORD`, `API_BEARER_TOKEN`, `API_KEY`, `API_SESSION_USERNAME` and
 * `API_SESSION_PASSWORD`; what is not set is the fixed one. Replicas need the same ones, or each refuses the session
 * tokens of the others.
 */
export function apiCredentialsFromEnv(env: NodeJS.ProcessEnv): ApiCredentials {
  const { httpBasic, bearerToken, apiKey, session } = fixedCredentials;
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
  };
}

export function randomCredentials(): ApiCredentials {
  return {
    httpBasic: { username: `${shortName()}@example.com`, password: shortName() },
    bearerToken: randomUUID(),
    apiKey: randomUUID(),
    session: { username: `${shortName()}@example.com`, password: shortName() },
  };
}

function shortName(): string {
  return randomBytes(5).toString('hex');
}
