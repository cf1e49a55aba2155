import type { Scheme } from '../route.ts';

/** How OpenAPI names the ways to authenticate. Two of them put a word of their own before the secret. */
export const securitySchemes: Readonly<Record<Scheme, unknown>> = {
  httpBasic: { type: 'http', scheme: 'basic' },
  httpBearer: { type: 'http', scheme: 'bearer' },
  apiKey: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'apiKey <key>' },
  sessionToken: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Token <token>' },
};
