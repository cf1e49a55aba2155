import type { EndpointsByService } from './catalogue.ts';
import type { StartedEndpoints } from './endpoints-file.ts';

type Variables = Readonly<Record<string, string>>;

/**
 * Where everything is, as environment variables: the names that the clients of a source read by themselves
 * where there are such names (`PGHOST`, `AWS_ENDPOINT_URL_S3`, `AZURE_TENANT_ID`), `PLAYGROUND_…` otherwise.
 */
export function environmentOf(endpoints: StartedEndpoints): Variables {
  return { ...(endpoints.api && apiVariables(endpoints.api)) };
}

function apiVariables({ url, credentials }: EndpointsByService['api']): Variables {
  return {
    PLAYGROUND_API_URL: url,
    PLAYGROUND_API_KEY: credentials.apiKey,
    PLAYGROUND_BEARER_TOKEN: credentials.bearerToken,
    PLAYGROUND_BASIC_USERNAME: credentials.httpBasic.username,
    PLAYGROUND_BASIC_PASSWORD: credentials.httpBasic.password,
    PLAYGROUND_SESSION_USERNAME: credentials.session.username,
    PLAYGROUND_SESSION_PASSWORD: credentials.session.password,
  };
}
