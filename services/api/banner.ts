import { table } from '../../core/table.ts';
import type { Banner } from '../manifest.ts';
import type { ApiEndpoints } from './endpoints.ts';

interface Operation {
  readonly tags: readonly [string];
  readonly summary: string;
  readonly security?: readonly [Readonly<Record<string, unknown>>];
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** The API describes itself, so this table cannot miss an endpoint. */
export async function apiBanner(api: ApiEndpoints): Promise<Banner> {
  const document = (await (await fetch(`${api.url}/_playground/openapi.json`)).json()) as OpenApi;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      endpoint: `${method.toUpperCase()} ${api.url}${path}`,
    })),
  );
  const tags = [...new Set(operations.map(({ tags: [tag] }) => tag))];
  const tables = tags.map((tag) => {
    const rows = operations.filter(({ tags }) => tags[0] === tag);
    const withCredentials = rows.some((row) => credentialOf(row, api) !== '');
    return table(
      [tag, 'Endpoint', ...(withCredentials ? ['Credentials'] : [])],
      rows.map((row) => [row.summary, row.endpoint, credentialOf(row, api)]),
    );
  });
  const commands = curls(api).map((line) => `  ${line}\n`);
  const chapter = `${tables.join('\n')}\nDocumentation: ${api.url}/docs\nTry:\n${commands.join('')}\n`;
  return { chapter, rows: [], lines: [] };
}

function credentialOf(
  { security, endpoint }: Operation & { endpoint: string },
  { credentials }: ApiEndpoints,
): string {
  const { httpBasic, session, bearerToken, apiKey, oauth2 } = credentials;
  if (endpoint.endsWith('/login')) return `Username: ${session.username} Password: ${session.password}`;
  if (endpoint.endsWith('/authorize'))
    return `Client: ${oauth2.clientId}, or ${oauth2.publicClientId} with PKCE`;
  switch (Object.keys(security?.[0] ?? {})[0]) {
    case 'httpBasic':
      return `Username: ${httpBasic.username} Password: ${httpBasic.password}`;
    case 'httpBearer':
      return `Bearer Token: ${bearerToken}`;
    case 'apiKey':
      return `API Key: ${apiKey}`;
    case 'sessionToken':
      return 'The token from the login endpoint';
    case 'oauth2Client':
      return `Client: ${oauth2.clientId} Secret: ${oauth2.clientSecret}`;
    case 'oauth2':
      return 'An access token from the token endpoint';
    default:
      return '';
  }
}

function curls({ url, credentials }: ApiEndpoints): string[] {
  const { httpBasic, bearerToken, apiKey, session, oauth2 } = credentials;
  return [
    `curl '${url}/pagination/offset?limit=2'`,
    `curl -u '${httpBasic.username}:${httpBasic.password}' ${url}/auth/http_basic`,
    `curl -H 'Authorization: Bearer ${bearerToken}' ${url}/auth/http_bearer`,
    `curl -H 'Authorization: apiKey ${apiKey}' ${url}/auth/api_key`,
    `curl --json '${JSON.stringify(session)}' ${url}/auth/session_token/login`,
    `curl -u '${oauth2.clientId}:${oauth2.clientSecret}' -d grant_type=client_credentials ${url}/auth/oauth2/token`,
  ];
}
