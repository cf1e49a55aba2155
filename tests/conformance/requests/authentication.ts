import { type ConformanceCase, request } from '../conformance-case.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const SCHEMES = [
  { path: '/auth/http_basic', scheme: 'Basic', secret: '{basic}', wrong: base64('someone:else') },
  { path: '/auth/http_bearer', scheme: 'Bearer', secret: '{bearer}', wrong: 'guess' },
  { path: '/auth/api_key', scheme: 'apiKey', secret: '{apiKey}', wrong: 'guess' },
] as const;

/** Every way to send, and to fail to send, a secret in the Authorization header. */
export const authentication: readonly ConformanceCase[] = [
  ...SCHEMES.flatMap(({ path, scheme, secret, wrong }) => [
    request(`GET ${path}`, { note: 'no header' }),
    ...Object.entries({
      'empty header': '',
      right: `${scheme} ${secret}`,
      'wrong secret': `${scheme} ${wrong}`,
      'secret and more': `${scheme} ${secret}x`,
      'scheme in lower case': `${scheme.toLowerCase()} ${secret}`,
      'scheme in upper case': `${scheme.toUpperCase()} ${secret}`,
      'another scheme': `Digest ${secret}`,
      'two spaces': `${scheme}  ${secret}`,
      'space at the end': `${scheme} ${secret} `,
      'no space': `${scheme}${secret}`,
      'scheme alone': scheme,
      'secret alone': secret,
    }).map(([note, header]) => request(`GET ${path}`, { note, headers: { Authorization: header } })),
    request(`GET ${path}?page=1`, { note: 'right', headers: { Authorization: `${scheme} ${secret}` } }),
    request(`HEAD ${path}`, { note: 'right', headers: { Authorization: `${scheme} ${secret}` } }),
    request(`HEAD ${path}`, { note: 'no header' }),
  ]),
  request('GET /auth/http_basic', { note: 'bad base64', headers: { Authorization: 'Basic %%%' } }),
  request('GET /auth/http_basic', {
    note: 'name and password swapped',
    headers: { Authorization: 'Basic {basicSwapped}' },
  }),
];
