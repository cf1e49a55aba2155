import { requireApiKey, requireHttpBasic, requireHttpBearer } from '../../authenticate.ts';
import { dataBehind } from './data.ts';

export const httpBasic = dataBehind({
  path: '/auth/http_basic',
  name: 'auth_http_basic',
  summary: 'HTTP Basic authentication',
  scheme: 'httpBasic',
  authenticate: (ctx, { credentials }) => requireHttpBasic(ctx, credentials),
});

export const httpBearer = dataBehind({
  path: '/auth/http_bearer',
  name: 'auth_http_bearer',
  summary: 'Bearer token authentication',
  scheme: 'httpBearer',
  authenticate: (ctx, { credentials }) => requireHttpBearer(ctx, credentials),
});

export const apiKey = dataBehind({
  path: '/auth/api_key',
  name: 'auth_api_key',
  summary: 'API key authentication',
  scheme: 'apiKey',
  authenticate: (ctx, { credentials }) => requireApiKey(ctx, credentials),
});
