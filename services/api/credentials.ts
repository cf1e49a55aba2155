import { randomBytes, randomUUID } from 'node:crypto';
import type { EnvironmentSettings } from '../../core/env.ts';
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
 * Reads `PLAYGROUND_API_BASIC_USERNAME`, `…_BASIC_PASSWORD`, `…_BEARER_TOKEN`, `…_KEY`, `…_SESSION_USERNAME`,
 * `…_SESSION_PASSWORD`, `…_OAUTH2_CLIENT_ID`, `…_OAUTH2_CLIENT_SECRET` and `…_OAUTH2_PUBLIC_CLIENT_ID`; what is not set
 * is the fixed one. Replicas need the same ones, or each refuses the tokens of the others.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION`
 */
export function apiCredentialsFrom(settings: EnvironmentSettings): ApiCredentials {
  const { httpBasic, bearerToken, apiKey, session, oauth2 } = fixedCredentials;
  return {
    httpBasic: {
      username: settings.text('PLAYGROUND_API_BASIC_USERNAME', httpBasic.username),
      password: settings.text('PLAYGROUND_API_BASIC_PASSWORD', httpBasic.password),
    },
    bearerToken: settings.text('PLAYGROUND_API_BEARER_TOKEN', bearerToken),
    apiKey: settings.text('PLAYGROUND_API_KEY', apiKey),
    session: {
      username: settings.text('PLAYGROUND_API_SESSION_USERNAME', session.username),
      password: settings.text('PLAYGROUND_API_SESSION_PASSWORD', session.password),
    },
    oauth2: {
      clientId: clientTextFrom(settings, 'PLAYGROUND_API_OAUTH2_CLIENT_ID', oauth2.clientId),
      clientSecret: clientTextFrom(settings, 'PLAYGROUND_API_OAUTH2_CLIENT_SECRET', oauth2.clientSecret),
      publicClientId: clientTextFrom(
        settings,
        'PLAYGROUND_API_OAUTH2_PUBLIC_CLIENT_ID',
        oauth2.publicClientId,
      ),
    },
  };
}

/** RFC 6749, appendix A: visible ASCII and blanks. */
function clientTextFrom(settings: EnvironmentSettings, variable: string, fallback: string): string {
  const text = settings.text(variable, fallback);
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

/** Every one of them begins with the world's name, keys and tokens with `sk_` and the name. */
export function credentialsOfWorld(world: string, given: ApiCredentials): ApiCredentials {
  const { httpBasic, bearerToken, apiKey, session, oauth2 } = given;
  return {
    httpBasic: { ...httpBasic, username: world },
    bearerToken: `sk_${world}_${bearerToken}`,
    apiKey: `sk_${world}_${apiKey}`,
    session: { ...session, username: world },
    oauth2: {
      ...oauth2,
      clientId: `${world}-${oauth2.clientId}`,
      publicClientId: `${world}-${oauth2.publicClientId}`,
    },
  };
}

function shortName(): string {
  return randomBytes(5).toString('hex');
}
