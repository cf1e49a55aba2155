import { type ConformanceCase, request } from '../conformance-case.ts';

/** How the limited servers of the suite are set: six requests, and no seventh within ten seconds. */
export const SUITE_RATE_LIMIT = { capacity: 6, refillPerSecond: 0.1 } as const;

/** In this order: everything takes a token, whatever its answer, until there is none. */
export const rateLimited: readonly ConformanceCase[] = [
  request('GET /pagination/offset?limit=50', { note: 'first of six tokens' }),
  request('GET /pagination/offset?limit=51', { note: 'second token' }),
  request('GET /nowhere', { note: 'third token' }),
  request('HEAD /export/csv', { note: 'fourth token' }),
  request('POST /export/csv', { note: 'fifth token' }),
  request('GET /auth/api_key', { note: 'last token' }),
  ...[
    'GET /pagination/offset',
    'GET /nowhere',
    'HEAD /export/csv',
    'POST /export/csv',
    'GET /auth/api_key',
  ].map((line) => request(line, { note: 'no token left' })),
];
