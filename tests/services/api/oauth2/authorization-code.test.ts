import { afterAll, describe, expect, it } from '@jest/globals';
import { startApi } from '../../../support/start-api.ts';
import { CHALLENGE, claimsOf, codeForm, OAuth2Client, REDIRECT, VERIFIER } from './oauth2-client.ts';

let now = Date.UTC(2026, 0, 1);
const api = await startApi({ clock: () => now });
afterAll(() => api.stop());
const client = new OAuth2Client(api);
const { clientId, publicClientId } = api.endpoints.credentials.oauth2;
const pkce = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };
const asPublic = { client_id: publicClientId, ...pkce };

async function refusal(answer: Promise<{ status: number; json<Body>(): Body }>): Promise<unknown[]> {
  const { status, json } = await answer;
  const { error, error_description } = json<Record<string, string>>();
  return [status, error, error_description];
}

describe('the authorization endpoint', () => {
  it('signs the user in, agrees, and sends a code at once, with nothing to remember', async () => {
    const answer = await client.authorize({ state: 'as sent & back', ...pkce });
    expect(answer.status).toBe(303);
    expect(answer.location).toMatch(`${REDIRECT}?`);
    expect(answer.sent).toEqual({
      code: expect.any(String),
      state: 'as sent & back',
      iss: `${api.url}/auth/oauth2`,
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['login', 'consent', 'select_account', 'none', 'login consent'])(
    'asks nobody anything, not even with prompt=%s',
    async (prompt) => {
      expect((await client.authorize({ prompt })).sent).toHaveProperty('code');
    },
  );

  it.each([
    'http://127.0.0.1:51004/callback',
    'http://127.0.0.1/',
    'http://localhost:8080/any/path?with=query',
    'http://[::1]:3000/callback',
    'https://connector.example/callback',
  ])('sends to %s', async (redirect_uri) => {
    const { location } = await client.authorize({ redirect_uri });
    expect(location).toMatch(redirect_uri);
    expect(new URL(location ?? '').searchParams.has('code')).toBe(true);
  });

  it('sends to the registered address when none is given', async () => {
    expect((await client.authorize({ redirect_uri: undefined })).location).toMatch(
      'https://connector.example/callback?code=',
    );
  });

  it.each([
    'https://connector.example/callback/2',
    'https://connector.example/callback?x=1',
    'https://connector.example.evil.test/callback',
    'http://127.0.0.1.evil.test/callback',
    'http://user@127.0.0.1/callback',
    'http://127.0.0.1/callback#part',
    'https://127.0.0.1/callback',
    'javascript:alert(1)',
    'not a URL',
  ])('sends nothing to %s', async (redirect_uri) => {
    const answer = await client.authorize({ redirect_uri });
    expect(answer.location).toBeNull();
    expect([answer.status, answer.json()]).toEqual([
      400,
      { error: 'invalid_redirect_uri', error_description: expect.any(String) },
    ]);
  });

  it.each([{ client_id: 'who' }, { client_id: undefined }])(
    'sends nothing anywhere for %j',
    async (query) => {
      const answer = await client.authorize(query);
      expect([answer.status, answer.location]).toEqual([400, null]);
      expect(answer.headers.get('x-error-code')).toMatch(/^invalid_(client|request)$/);
    },
  );

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ response_type: undefined }, 'invalid_request'],
    [{ scope: 'people.write' }, 'invalid_scope'],
    [{ client_id: publicClientId }, 'invalid_request'],
    [{ code_challenge: CHALLENGE, code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge_method: 'S256' }, 'invalid_request'],
    [{ prompt: 'dance' }, 'invalid_request'],
    [{ resource: 'urn:other' }, 'invalid_target'],
    [{ response_mode: 'pigeon' }, 'unsupported_response_mode'],
  ])('sends the client the error for %j', async (query, error) => {
    const answer = await client.authorize({ state: 'kept', ...query });
    expect([answer.status, answer.sent]).toEqual([
      303,
      expect.objectContaining({ error, state: 'kept', error_description: expect.any(String) }),
    ]);
    expect(answer.headers.get('x-error-code')).toBe(error);
  });

  it('posts the code as a form when asked to', async () => {
    const answer = await client.authorize({ response_mode: 'form_post', state: '"<&' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`action="${REDIRECT}"`);
    expect(answer.text).toContain('value="&quot;&lt;&amp;"');
  });
});

describe('a code', () => {
  it('gives an access token, a refresh token and, for openid, an ID token', async () => {
    const scope = 'openid people.read';
    const tokens = await client.consent({ scope, nonce: 'n-1', ...pkce }, { code_verifier: VERIFIER });
    expect(claimsOf(tokens.access_token)).toMatchObject({ sub: 'playground-user', scope: 'people.read' });
    expect(claimsOf(tokens.id_token as string)).toMatchObject({
      sub: 'playground-user',
      aud: clientId,
      nonce: 'n-1',
    });
    expect((await client.data(tokens.access_token)).status).toBe(200);
  });

  it('needs no PKCE from a client with a secret', async () => {
    expect((await client.data((await client.consent()).access_token)).status).toBe(200);
  });

  it('needs nothing but the verifier from a client without one', async () => {
    const code = await client.code(asPublic);
    const answer = await client.postPublic('/token', codeForm(code, { code_verifier: VERIFIER }));
    const { access_token } = answer.json<{ access_token: string }>();
    expect(claimsOf(access_token)['client_id']).toBe(publicClientId);
    expect((await client.data(access_token)).status).toBe(200);
  });

  it.each([
    [
      'another verifier',
      { code_verifier: VERIFIER.toUpperCase() },
      'code_verifier does not match code_challenge',
    ],
    ['no verifier', {}, 'code_verifier must be provided'],
    [
      'another redirect_uri',
      { code_verifier: VERIFIER, redirect_uri: 'http://localhost:9/done' },
      'redirect_uri mismatch',
    ],
    ['another code', { code_verifier: VERIFIER, code: 'made-up' }, 'authorization code not found'],
  ])('is refused with %s, and not used up by that', async (_what, form, reason) => {
    const code = await client.code(asPublic);
    expect(await refusal(client.postPublic('/token', codeForm(code, form)))).toEqual([
      400,
      'invalid_grant',
      expect.stringContaining(reason),
    ]);
    const right = codeForm(code, { code_verifier: VERIFIER });
    expect((await client.postPublic('/token', right)).status).toBe(200);
  });

  it('is refused to another client', async () => {
    const code = await client.code(pkce);
    const answer = client.postPublic('/token', codeForm(code, { code_verifier: VERIFIER }));
    expect(await refusal(answer)).toEqual([400, 'invalid_grant', 'client mismatch']);
  });

  it('is refused with a verifier that it was not asked for', async () => {
    const form = codeForm(await client.code(), { code_verifier: VERIFIER });
    expect((await refusal(client.post('/token', form)))[1]).toBe('invalid_grant');
  });

  it('is good once: its second use ends what the first gave', async () => {
    const code = await client.code();
    const { access_token, refresh_token } = await client.token(codeForm(code));
    const again = client.post('/token', codeForm(code));
    expect(await refusal(again)).toEqual([400, 'invalid_grant', 'authorization code already consumed']);
    expect((await client.data(access_token)).json()).toEqual({ error: 'The access token has been revoked' });
    expect((await refusal(client.refresh(refresh_token)))[1]).toBe('invalid_grant');
  });

  it('is good once, also for ten at the same moment', async () => {
    const code = await client.code();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => client.post('/token', codeForm(code))),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 400)]);
  });

  it('is good for a minute', async () => {
    const early = await client.code();
    now += 55_000;
    expect((await client.post('/token', codeForm(early))).status).toBe(200);
    const late = await client.code();
    now += 65_000;
    const answer = client.post('/token', codeForm(late));
    expect(await refusal(answer)).toEqual([400, 'invalid_grant', 'authorization code is expired']);
  });

  it('is forgotten by a reset', async () => {
    const code = await client.code();
    await api.service.reset();
    const answer = client.post('/token', codeForm(code));
    expect(await refusal(answer)).toEqual([400, 'invalid_grant', 'authorization code not found']);
  });
});
