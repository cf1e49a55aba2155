import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/index.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf } from '../../../support/walk-pages.ts';
import { claimsOf, OAuth2Client } from './oauth2-client.ts';

const dataset = createDataset();
const api = await startApi({ dataset });
afterAll(() => api.stop());
const client = new OAuth2Client(api);
const { clientId, clientSecret, publicClientId } = api.endpoints.credentials.oauth2;
const grant = { grant_type: 'client_credentials' };

describe('a client that acts for itself', () => {
  it.each([
    ['in the header', {}, client.basic()],
    ['in the form', { client_id: clientId, client_secret: clientSecret }, {}],
  ])('gets a token for its secret %s, and data for the token', async (_where, form, headers) => {
    const answer = await client.post('/token', { ...grant, ...form }, headers);
    expect(answer.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'people.read',
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { access_token } = answer.json<{ access_token: string }>();
    const shown = await client.data(access_token);
    expect([shown.status, shown.json()]).toEqual([200, { data: peopleOf(dataset, 0, 20) }]);
  });

  it('gets a JWT that says what RFC 9068 asks for', async () => {
    const { access_token } = await client.clientCredentials();
    const [header] = access_token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header as string)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    expect(claimsOf(access_token)).toEqual({
      iss: `${api.url}/auth/oauth2`,
      aud: 'urn:connector-playground:api',
      sub: clientId,
      client_id: clientId,
      scope: 'people.read',
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
  });

  it.each([
    [undefined, 'people.read'],
    ['', 'people.read'],
    ['people.read', 'people.read'],
    ['people.read companies.read', 'people.read companies.read'],
  ])('that asks for the scope %j gets %j', async (scope, granted) => {
    expect((await client.clientCredentials({ scope })).scope).toBe(granted);
  });

  it.each([
    [
      'a wrong secret',
      grant,
      client.basic({ clientId, clientSecret: 'wrong', publicClientId }),
      401,
      'invalid_client',
    ],
    [
      'an unknown name',
      grant,
      client.basic({ clientId: 'who', clientSecret, publicClientId }),
      401,
      'invalid_client',
    ],
    [
      'a wrong secret in the form',
      { ...grant, client_id: clientId, client_secret: 'x' },
      {},
      401,
      'invalid_client',
    ],
    ['its name alone', { ...grant, client_id: clientId }, {}, 401, 'invalid_client'],
    ['no name', grant, {}, 400, 'invalid_request'],
    [
      'a secret in both places',
      { ...grant, client_secret: clientSecret },
      client.basic(),
      400,
      'invalid_request',
    ],
    ['another scheme', grant, { Authorization: 'Bearer x' }, 400, 'invalid_request'],
    ['no secret to have', { ...grant, client_id: publicClientId }, {}, 400, 'unauthorized_client'],
    ['no grant_type', {}, client.basic(), 400, 'invalid_request'],
    ['an unknown grant_type', { grant_type: 'password' }, client.basic(), 400, 'unsupported_grant_type'],
    ['an unknown scope', { ...grant, scope: 'people.write' }, client.basic(), 400, 'invalid_scope'],
    [
      'a known and an unknown scope',
      { ...grant, scope: 'people.read x' },
      client.basic(),
      400,
      'invalid_scope',
    ],
    ['another API', { ...grant, resource: 'urn:other' }, client.basic(), 400, 'invalid_target'],
  ])('with %s is refused', async (_what, form, headers, status, error) => {
    const answer = await client.post('/token', form, headers);
    expect([answer.status, answer.json()]).toEqual([
      status,
      expect.objectContaining({ error, error_description: expect.any(String) }),
    ]);
    expect(answer.headers.get('x-error-code')).toBe(error);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const challenged = status === 401 && 'Authorization' in headers;
    expect(answer.headers.get('www-authenticate') !== null).toBe(challenged);
  });

  it.each([
    ['no body', {}, 'invalid_request'],
    ['JSON', { body: '{"grant_type":"client_credentials"}', type: 'application/json' }, 'invalid_request'],
    ['the grant_type twice', { body: 'grant_type=client_credentials&grant_type=x' }, 'invalid_request'],
    ['noise', { body: '%%%=&&=\u0000' }, 'invalid_request'],
  ])('that sends %s is refused', async (_what, { body, type }: { body?: string; type?: string }, error) => {
    const answer = await api.get('/auth/oauth2/token', {
      method: 'POST',
      headers: { ...client.basic(), 'Content-Type': type ?? 'application/x-www-form-urlencoded' },
      ...(body !== undefined && { body }),
    });
    expect([answer.status, answer.json<{ error: string }>().error]).toEqual([400, error]);
  });

  it('that sends too much is refused', async () => {
    const answer = await client.post('/token', { ...grant, scope: 'x'.repeat(70_000) });
    expect([answer.status, answer.headers.get('x-error-code')]).toEqual([413, 'body_too_large']);
  });
});
