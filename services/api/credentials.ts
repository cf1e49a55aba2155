import { randomBytes, randomUUID } from 'node:crypto';

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
