import { addressIn, hostIn } from '../../core/place.ts';
import type { Manifest } from '../manifest.ts';
import type { Offer } from '../offer.ts';
import { apiBanner } from './banner.ts';
import {
  type ApiCredentials,
  credentialsOfWorld,
  fixedCredentials,
  randomCredentials,
} from './credentials.ts';
import { type ApiEndpoints, apiAt } from './endpoints.ts';
import { resetApi } from './reset.ts';
import type { ApiSettings } from './settings.ts';

/** The ports on which the API answers behind the bastion: 5005 is what the tunnel examples ask for. */
const TUNNEL_PORTS = [5001, 5005];
const TUNNEL_NAMES = ['127.0.0.1', 'localhost', 'api'];

export const api: Manifest<'api', ApiEndpoints, ApiSettings, ApiCredentials> = {
  name: 'api',
  documentedPort: 5001,
  portIsFixed: true,
  after: [],
  credentials: { fixed: fixedCredentials, random: randomCredentials, ofWorld: credentialsOfWorld },
  load: async () => (await import('./create.ts')).create,
  sample: { url: 'http://127.0.0.1:1', credentials: fixedCredentials },
  address: ({ url }) => url,
  at: apiAt,
  hosts: ({ url }) => [hostIn(url)],
  variables: ({ url, credentials }) => ({
    PLAYGROUND_API_URL: url,
    PLAYGROUND_API_KEY: credentials.apiKey,
    PLAYGROUND_BEARER_TOKEN: credentials.bearerToken,
    PLAYGROUND_BASIC_USERNAME: credentials.httpBasic.username,
    PLAYGROUND_BASIC_PASSWORD: credentials.httpBasic.password,
    PLAYGROUND_SESSION_USERNAME: credentials.session.username,
    PLAYGROUND_SESSION_PASSWORD: credentials.session.password,
    PLAYGROUND_OAUTH2_ISSUER: `${url}/auth/oauth2`,
    PLAYGROUND_OAUTH2_CLIENT_ID: credentials.oauth2.clientId,
    PLAYGROUND_OAUTH2_CLIENT_SECRET: credentials.oauth2.clientSecret,
    PLAYGROUND_OAUTH2_PUBLIC_CLIENT_ID: credentials.oauth2.publicClientId,
  }),
  banner: apiBanner,
  reset: resetApi,
  container: {
    image: 'connector-playground-api',
    healthPath: '/_playground/health',
    // Public examples have this address written in: a workbench leads that port of its own to the API.
    inNetwork: { host: '127.0.0.1' },
    announced: async ({ credentials }) => ({ url: 'http://127.0.0.1:1', credentials }),
  },
  offer: ({ url }): Offer => {
    const to = addressIn(url);
    const named = TUNNEL_NAMES.flatMap((host) => TUNNEL_PORTS.map((asked) => ({ host, port: asked, to })));
    return { tunnels: [...named, { ...to, to }] };
  },
};
