import { type ConformanceCase, request } from '../conformance-case.ts';

const PATHS = [
  ...['/pagination/next_page_url', '/pagination/page_number', '/pagination/offset', '/pagination/keyset'],
  ...['/incremental/timestamp', '/incremental/step', '/export/csv', '/auth/http_basic'],
  ...[
    '/auth/session_token/login',
    '/auth/session_token/data',
    '/cursors/companies',
    '/cursors/1/departments',
  ],
];

const UNKNOWN = [
  ...['/', '/nowhere', '/pagination', '/pagination/', '/cursors', '/cursors/1', '/cursors/1/departments/2'],
  ...['/Pagination/offset', '/pagination/Offset', '/pagination/offset/1', '/auth', '/export', '/favicon.ico'],
  ...['//pagination/offset', '/pagination//offset', '/pagination/%6Fffset', '/pagination/offset%2F'],
  ...['/pagination/../pagination/offset', '/pagination/offset;x=1', '/static/x', '/robots.txt'],
];

/** What every server answers: other methods, other paths, other spellings. */
export const protocol: readonly ConformanceCase[] = [
  ...['HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH'].flatMap((method) =>
    PATHS.map((path) => request(`${method} ${path}`)),
  ),
  ...['TRACE', 'PROPFIND'].map((method) => request(`${method} /pagination/offset`)),
  request('GET /auth/session_token/login'),
  ...UNKNOWN.map((path) => request(`GET ${path}`)),
  ...PATHS.map((path) => request(`GET ${path}/`, { note: 'slash at the end' })),
  ...['HEAD', 'OPTIONS', 'POST'].map((method) => request(`${method} /nowhere`)),
  request('HEAD /pagination/offset?limit=0'),
  request('OPTIONS /pagination/offset?limit=0'),
  request('POST /pagination/offset?limit=0'),
  ...['page=1&', '&page=1', 'page=1&&per_page=5', 'page=1;per_page=5', 'p%61ge=2', 'page=%32', '&', '?'].map(
    (query) => request(`GET /pagination/page_number?${query}`),
  ),
  ...Object.entries({
    'another host': { Host: 'playground.test:8080' },
    'forwarded host': { 'X-Forwarded-Host': 'playground.test' },
    'forwarded protocol': { 'X-Forwarded-Proto': 'https' },
    'forwarded prefix': { 'X-Forwarded-Prefix': '/source' },
    'wants XML': { Accept: 'application/xml' },
    'wants Brotli': { 'Accept-Encoding': 'br' },
    'asks for a part': { Range: 'bytes=0-9' },
    'old time': { 'If-Modified-Since': 'Wed, 21 Oct 2015 07:28:00 GMT' },
  }).map(([note, headers]) => request('GET /pagination/next_page_url', { note, headers })),
];

/** The export shows the original's rows as they lie, so this comes before anything sorts them. */
export const exports: readonly ConformanceCase[] = [
  request('GET /export/csv'),
  request('GET /export/csv?order_by=createdAt'),
  request('GET /export/csv', { note: 'wants JSON', headers: { Accept: 'application/json' } }),
];
