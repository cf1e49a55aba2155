import type { EndpointsByService } from './catalogue.ts';
import type { StartedEndpoints } from './endpoints-file.ts';

type Variables = Readonly<Record<string, string>>;

/**
 * Where everything is, as environment variables: the names that the clients of a source read by themselves
 * where there are such names (`PGHOST`, `AWS_ENDPOINT_URL_S3`, `AZURE_TENANT_ID`), `PLAYGROUND_…` otherwise.
 */
export function environmentOf(endpoints: StartedEndpoints): Variables {
  return {
    ...(endpoints.api && apiVariables(endpoints.api)),
    ...(endpoints['postgres-seed'] && postgresVariables(endpoints['postgres-seed'])),
    ...(endpoints.bastion && bastionVariables(endpoints.bastion)),
  };
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

/** The names of libpq (https://www.postgresql.org/docs/17/libpq-envars.html). */
function postgresVariables({
  host,
  port,
  database,
  owner,
  sslmode,
  url,
}: EndpointsByService['postgres-seed']): Variables {
  return {
    DATABASE_URL: url,
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGUSER: owner.user,
    PGPASSWORD: owner.password,
    PGSSLMODE: sslmode,
  };
}

function bastionVariables({ host, port, password, key }: EndpointsByService['bastion']): Variables {
  return {
    PLAYGROUND_BASTION_HOST: host,
    PLAYGROUND_BASTION_PORT: String(port),
    PLAYGROUND_BASTION_USER: password.user,
    PLAYGROUND_BASTION_PASSWORD: password.password,
    PLAYGROUND_BASTION_KEY_USER: key.user,
    PLAYGROUND_BASTION_KEY_FILE: key.rsa.openSsh.path,
  };
}
