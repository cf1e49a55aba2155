import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApi } from '../../../support/start-api.ts';
import { OAuth2Client } from './oauth2-client.ts';

const faults: unknown[] = [];
const api = await startApi({
  logger: (event, fields) => {
    if (event === 'unexpected_error') faults.push(fields);
  },
});
afterAll(() => api.stop());
const client = new OAuth2Client(api);
const tokens = await client.consent({ scope: 'openid people.read' });

const names = [
  ...[
    'grant_type',
    'code',
    'redirect_uri',
    'code_verifier',
    'refresh_token',
    'scope',
    'resource',
    'expires_in',
  ],
  ...['token', 'token_type_hint', 'client_id', 'client_secret', 'client_assertion', 'authorization_details'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
];
const grants = ['client_credentials', 'authorization_code', 'refresh_token', 'toString'];
const values = [...grants, tokens.access_token, tokens.refresh_token, tokens.id_token ?? '', 'people.read'];
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', '%', '..', '~', '\0'),
);
const anyField = fc.tuple(
  fc.oneof(fc.constantFrom(...names), anyText),
  fc.oneof(fc.constantFrom(...values), anyText),
);
const anyForm = fc.array(anyField, { maxLength: 6 });
const anyHeaders = fc.constantFrom(
  client.basic(),
  {},
  { Authorization: 'Basic Og==' },
  { Authorization: '' },
);

it('whatever a client sends in a form is never a server error', async () => {
  const anyPath = fc.constantFrom('/token', '/revoke', '/introspect');
  const anyGrant = fc.option(fc.constantFrom(...grants), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(anyPath, anyGrant, anyForm, anyHeaders, async (path, grant, form, headers) => {
      const fields: [string, string][] = grant === undefined ? form : [['grant_type', grant], ...form];
      const body = new URLSearchParams(fields);
      const { status } = await api.get(`/auth/oauth2${path}`, { method: 'POST', body, headers });
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 200 },
  );
  expect(faults).toEqual([]);
}, 30_000);

it('whatever a client shows for a token is never a server error', async () => {
  // Tokens of its own: a form of the first test may well have revoked those that it knows.
  const { access_token } = await client.consent({ scope: 'openid people.read' });
  const [header = '', payload = '', signature = ''] = access_token.split('.');
  const anyJson = fc.json().map((text) => Buffer.from(text).toString('base64url'));
  const anyPart = fc.oneof(fc.constantFrom(header, payload, signature, ''), anyJson, fc.base64String());
  const anyToken = fc.array(anyPart, { maxLength: 5 }).map((parts) => parts.join('.'));
  await fc.assert(
    fc.asyncProperty(anyToken, async (token) => {
      expect((await client.data(token)).status).toBe(token === access_token ? 200 : 401);
    }),
    { numRuns: 200, examples: [[access_token]] },
  );
  expect(faults).toEqual([]);
}, 30_000);

it('whatever a client asks of the authorization endpoint is never a server error', async () => {
  const asked = { response_type: 'code', redirect_uri: 'http://127.0.0.1/' };
  const anyQuery = fc.array(
    fc.tuple(
      fc.constantFrom(
        'scope',
        'state',
        'prompt',
        'max_age',
        'nonce',
        'claims',
        'response_mode',
        'acr_values',
        'ui',
      ),
      fc.oneof(fc.constantFrom('openid', 'fragment', 'form_post', '0', '-1', 'none', '{}'), anyText),
    ),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(anyQuery, async (query) => {
      const { status } = await client.authorize({ ...asked, ...Object.fromEntries(query) });
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 200 },
  );
  expect(faults).toEqual([]);
}, 30_000);
