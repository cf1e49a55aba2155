import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { type StartedKeyVault, startKeyVault } from './start-key-vault.ts';

const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5);
const now = nowMs / 1000;
const TENANT = '7e4a0000-0000-4000-8000-000000000001';
const CLIENT = 'c11e0000-0000-4000-8000-000000000002';
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const grant = {
  grant_type: 'client_credentials',
  client_id: CLIENT,
  client_secret: 'playground-client-secret',
  scope: 'https://vault.azure.net/.default',
};
const { client_id, client_secret, ...anonymous } = grant;

let vault: StartedKeyVault;

beforeAll(async () => {
  vault = await startKeyVault({ clock: () => nowMs });
});

afterAll(async () => vault[Symbol.asyncDispose]());

const basic = (id: string, secret: string) => ({
  Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

describe('the token endpoint', () => {
  it.each([
    { how: 'the form', sent: { form: grant } },
    { how: 'HTTP Basic', sent: { form: anonymous, headers: basic(client_id, client_secret) } },
    {
      how: 'encoded HTTP Basic',
      sent: { form: anonymous, headers: basic(client_id, 'playground%2Dclient-secret') },
    },
    { how: 'upper case', sent: { form: { ...grant, client_id: client_id.toUpperCase() } } },
    {
      how: 'a port in the scope',
      sent: { form: { ...grant, scope: 'https://vault.azure.net:8443/.default' } },
    },
    { how: 'an address in the scope', sent: { form: { ...grant, scope: 'https://0.0.1:8443/.default' } } },
  ])('gives a token that verifies, to a client known by $how', async ({ sent }) => {
    const { status, headers, body } = await vault.send('POST', `/${TENANT}/oauth2/v2.0/token`, sent);
    expect(status).toBe(200);
    expect(headers['cache-control']).toContain('no-store');
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.any(String),
    });
    const keys = (await vault.send('GET', `/${TENANT}/discovery/v2.0/keys`)).body;
    const { payload, protectedHeader } = await jwtVerify(body.access_token, createLocalJWKSet(keys), {
      currentDate: new Date(nowMs),
    });
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(payload).toMatchObject({
      aud: 'https://vault.azure.net',
      iss: `https://sts.windows.net/${TENANT}/`,
      iat: now,
      nbf: now,
      exp: now + 3599,
      appid: CLIENT,
      tid: TENANT,
      oid: expect.stringMatching(GUID),
      ver: '1.0',
    });
    expect(keys.keys[0]).not.toHaveProperty('d');
  });

  it('gives the older form of answer at the older address', async () => {
    const { scope: _scope, ...rest } = grant;
    const form = { ...rest, resource: 'https://vault.azure.net' };
    const { body } = await vault.send('POST', `/${TENANT}/oauth2/token`, { form });
    expect(body).toMatchObject({
      expires_in: '3599',
      expires_on: String(now + 3599),
      not_before: String(now),
      resource: 'https://vault.azure.net',
    });
    expect(decodeJwt(body.access_token).aud).toBe('https://vault.azure.net');
  });

  const v2 = `/${TENANT}/oauth2/v2.0/token`;
  const v1 = `/${TENANT}/oauth2/token`;
  const without = (name: keyof typeof grant) => {
    const { [name]: _left, ...rest } = grant;
    return { form: rest };
  };
  const withValue = (changed: object) => ({ form: { ...grant, ...changed } });

  it.each([
    {
      what: 'a wrong secret',
      path: v2,
      sent: withValue({ client_secret: 'x' }),
      status: 401,
      error: 'invalid_client',
      number: 7000215,
    },
    {
      what: 'a wrong secret by Basic',
      path: v2,
      sent: { form: anonymous, headers: basic(CLIENT, 'x') },
      status: 401,
      error: 'invalid_client',
      number: 7000215,
    },
    {
      what: 'no secret',
      path: v2,
      sent: without('client_secret'),
      status: 401,
      error: 'invalid_client',
      number: 7000216,
    },
    {
      what: 'an unknown client',
      path: v2,
      sent: withValue({ client_id: TENANT }),
      status: 400,
      error: 'unauthorized_client',
      number: 700016,
    },
    {
      what: 'no client',
      path: v2,
      sent: without('client_id'),
      status: 400,
      error: 'invalid_request',
      number: 900144,
    },
    {
      what: 'half of HTTP Basic',
      path: v2,
      sent: { form: anonymous, headers: { Authorization: 'Basic !!!' } },
      status: 400,
      error: 'invalid_request',
      number: 900144,
    },
    {
      what: 'an unknown tenant',
      path: `/${CLIENT}/oauth2/v2.0/token`,
      sent: { form: grant },
      status: 400,
      error: 'invalid_request',
      number: 90002,
    },
    {
      what: 'a scope that is none',
      path: v2,
      sent: withValue({ scope: 'read' }),
      status: 400,
      error: 'invalid_scope',
      number: 70011,
    },
    {
      what: 'two scopes',
      path: v2,
      sent: withValue({ scope: 'https://a.b/.default https://c.d/.default' }),
      status: 400,
      error: 'invalid_scope',
      number: 70011,
    },
    {
      what: 'a scope without .default',
      path: v2,
      sent: withValue({ scope: 'https://vault.azure.net/read' }),
      status: 400,
      error: 'invalid_scope',
      number: 1002012,
    },
    {
      what: 'an unknown resource',
      path: v2,
      sent: withValue({ scope: 'https://nobody.example.com/.default' }),
      status: 400,
      error: 'invalid_resource',
      number: 500011,
    },
    {
      what: 'no scope',
      path: v2,
      sent: without('scope'),
      status: 400,
      error: 'invalid_request',
      number: 900144,
    },
    {
      what: 'no resource',
      path: v1,
      sent: { form: grant },
      status: 400,
      error: 'invalid_request',
      number: 900144,
    },
    {
      what: 'another grant',
      path: v2,
      sent: withValue({ grant_type: 'password' }),
      status: 400,
      error: 'unsupported_grant_type',
      number: 70003,
    },
    {
      what: 'no grant',
      path: v2,
      sent: without('grant_type'),
      status: 400,
      error: 'invalid_request',
      number: 900144,
    },
    { what: 'JSON', path: v2, sent: { json: grant }, status: 400, error: 'invalid_request', number: 900144 },
    { what: 'no body', path: v2, sent: {}, status: 400, error: 'invalid_request', number: 900144 },
  ])('answers AADSTS$number to $what', async ({ path, sent, status, error, number }) => {
    const correlation = '11111111-2222-4333-8444-555555555555';
    const headers = { ...('headers' in sent && sent.headers), 'client-request-id': correlation };
    const answer = await vault.send('POST', path, { ...sent, headers });
    expect([answer.status, answer.body]).toEqual([
      status,
      {
        error,
        error_description: expect.stringMatching(
          new RegExp(
            `^AADSTS${number}: .+ Trace ID: .+ Correlation ID: ${correlation} Timestamp: 2026-01-02 03:04:05Z$`,
          ),
        ),
        error_codes: [number],
        timestamp: '2026-01-02 03:04:05Z',
        trace_id: expect.stringMatching(GUID),
        correlation_id: correlation,
        error_uri: `https://login.microsoftonline.com/error?code=${number}`,
      },
    ]);
  });
});
