import type { EndpointsByService } from './endpoints-by-service.ts';
import type { StartedEndpoints } from './parse-endpoints.ts';

type Variables = Readonly<Record<string, string>>;

/**
 * Where everything is, as environment variables: the names that the clients of a source read by themselves
 * where there are such names (`PGHOST`, `AWS_ENDPOINT_URL_S3`, `AZURE_TENANT_ID`), `PLAYGROUND_…` otherwise.
 */
export function environmentOf(endpoints: StartedEndpoints): Variables {
  return {
    ...(endpoints.api && apiVariables(endpoints.api)),
    ...(endpoints.postgres && postgresVariables(endpoints.postgres)),
    ...(endpoints.bastion && bastionVariables(endpoints.bastion)),
    ...(endpoints.s3 && s3Variables(endpoints.s3)),
    ...(endpoints['key-vault'] && keyVaultVariables(endpoints['key-vault'])),
    ...(endpoints.redshift && redshiftVariables(endpoints.redshift)),
    ...(endpoints.gateway && gatewayVariables(endpoints.gateway, hostsOf(endpoints))),
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
    PLAYGROUND_OAUTH2_ISSUER: `${url}/auth/oauth2`,
    PLAYGROUND_OAUTH2_CLIENT_ID: credentials.oauth2.clientId,
    PLAYGROUND_OAUTH2_CLIENT_SECRET: credentials.oauth2.clientSecret,
    PLAYGROUND_OAUTH2_PUBLIC_CLIENT_ID: credentials.oauth2.publicClientId,
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
}: EndpointsByService['postgres']): Variables {
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

/** The names of the AWS SDKs (https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html). */
function s3Variables({
  url,
  region,
  accessKeyId,
  secretAccessKey,
  bucket,
}: EndpointsByService['s3']): Variables {
  return {
    AWS_ENDPOINT_URL_S3: url,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    PLAYGROUND_S3_BUCKET: bucket,
  };
}

/** The names of azure-identity's EnvironmentCredential, and the vault. */
function keyVaultVariables(vault: EndpointsByService['key-vault']): Variables {
  return {
    AZURE_TENANT_ID: vault.tenantId,
    AZURE_CLIENT_ID: vault.clientId,
    AZURE_CLIENT_SECRET: vault.clientSecret,
    PLAYGROUND_VAULT_URL: vault.vaultUrl,
    PLAYGROUND_VAULT_LOCAL_URL: vault.url,
    PLAYGROUND_CA_FILE: vault.caFile,
  };
}

/** Its driver reads no variables, and trusts what `SSL_CERT_FILE` names. */
function redshiftVariables({
  host,
  port,
  database,
  user,
  password,
}: EndpointsByService['redshift']): Variables {
  return {
    PLAYGROUND_REDSHIFT_HOST: host,
    PLAYGROUND_REDSHIFT_PORT: String(port),
    PLAYGROUND_REDSHIFT_DATABASE: database,
    PLAYGROUND_REDSHIFT_USER: user,
    PLAYGROUND_REDSHIFT_PASSWORD: password,
  };
}

/**
 * What sends a program's requests through the gateway and makes it trust the certificates there. Both cases:
 * some programs read the one, some the other.
 */
function gatewayVariables(
  { url, caFile }: EndpointsByService['gateway'],
  hosts: readonly string[],
): Variables {
  const local = [...new Set(['127.0.0.1', 'localhost', '::1', ...hosts])].join(',');
  return {
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    http_proxy: url,
    https_proxy: url,
    NO_PROXY: local,
    no_proxy: local,
    REQUESTS_CA_BUNDLE: caFile,
    SSL_CERT_FILE: caFile,
    AWS_CA_BUNDLE: caFile,
    NODE_EXTRA_CA_CERTS: caFile,
    PLAYGROUND_CA_FILE: caFile,
  };
}

/**
 * Where the sources themselves are. The gateway stands in for public names and refuses these, as a proxy of a network
 * that leads nowhere else.
 */
function hostsOf(endpoints: StartedEndpoints): string[] {
  const { api, bastion, gateway, redshift, postgres, s3 } = endpoints;
  const urls = [api?.url, s3?.url, s3?.resetUrl, endpoints['key-vault']?.url, gateway?.url];
  return [
    ...urls.flatMap((url) => (url === undefined ? [] : [new URL(url).hostname.replace(/^\[|\]$/g, '')])),
    ...[postgres, bastion, redshift].flatMap((place) => (place === undefined ? [] : [place.host])),
  ];
}
