import type { ApiEndpoints } from '../../../services/api/endpoints.ts';
import type { Question } from './question.ts';

type Headers = Readonly<Record<string, string>>;

/** Of the moment, of the connection, or of the length of an address in the body. */
const OF_THE_MOMENT = ['date', 'connection', 'keep-alive', 'content-length', 'etag'];

/** Every endpoint with data, by a path that reaches into it. */
const PATHS = [
  '/pagination/next_page_url?per_page=7&page=3',
  '/pagination/page_number?page=2&per_page=50&order_by=updatedAt&order_type=desc',
  '/pagination/offset?limit=20&offset=190',
  '/pagination/offset?limit=0',
  '/pagination/keyset',
  '/incremental/timestamp?since=2025-12-31T00:00:00Z',
  '/incremental/step?start_id=10&end_id=30',
  '/export/csv',
  '/cursors/companies?order_by=updated_at&order_type=desc',
  '/cursors/no-such-company/departments',
  '/no/such/path',
  '/_playground/openapi.json',
  '/docs',
];

const PROTECTED: readonly (readonly [path: string, headers: (endpoints: ApiEndpoints) => Headers])[] = [
  ['/auth/http_basic', ({ credentials: { httpBasic } }) => basic(httpBasic.username, httpBasic.password)],
  ['/auth/http_basic', () => basic('nobody', 'nothing')],
  ['/auth/http_bearer', ({ credentials }) => ({ Authorization: `Bearer ${credentials.bearerToken}` })],
  ['/auth/http_bearer', () => ({ Authorization: 'Bearer wrong' })],
  ['/auth/api_key', ({ credentials }) => ({ Authorization: `apiKey ${credentials.apiKey}` })],
  ['/auth/api_key', () => ({})],
  ['/export/high_volume_csv', ({ credentials }) => ({ Authorization: `apiKey ${credentials.apiKey}` })],
];

export const apiQuestions: readonly Question<ApiEndpoints>[] = [
  ...PATHS.map((path): Question<ApiEndpoints> => [path, (endpoints) => answerOf(endpoints, path)]),
  ...PROTECTED.map(
    ([path, headers], index): Question<ApiEndpoints> => [
      `${path} (${index})`,
      (endpoints) => answerOf(endpoints, path, { headers: headers(endpoints) }),
    ],
  ),
  ['a session', sessionOf],
];

async function answerOf(endpoints: ApiEndpoints, path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`${endpoints.url}${path}`, init);
  const headers = [...response.headers].filter(([name]) => !OF_THE_MOMENT.includes(name));
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: (await response.text()).replaceAll(endpoints.url, '{url}'),
  };
}

async function sessionOf(endpoints: ApiEndpoints): Promise<unknown> {
  const login = await fetch(`${endpoints.url}/auth/session_token/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(endpoints.credentials.session),
  });
  const { token } = (await login.json()) as { token: string };
  return answerOf(endpoints, '/auth/session_token/data', { headers: { Authorization: `Token ${token}` } });
}

function basic(username: string, password: string): Headers {
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}
