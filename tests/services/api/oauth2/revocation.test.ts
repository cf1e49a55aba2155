import { afterAll, describe, expect, it } from '@jest/globals';
import { startApi } from '../../../support/start-api.ts';
import { CHALLENGE, codeForm, OAuth2Client, type TokenAnswer, VERIFIER } from './oauth2-client.ts';

const now = Date.UTC(2026, 0, 1);
const api = await startApi({ clock: () => now });
afterAll(() => api.stop());
const client = new OAuth2Client(api);
const { clientId, publicClientId } = api.endpoints.credentials.oauth2;

async function publicConsent(): Promise<TokenAnswer> {
  const pkce = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };
  const code = await client.code({ client_id: publicClientId, ...pkce });
  return (await client.postPublic('/token', codeForm(code, { code_verifier: VERIFIER }))).json();
}

describe('/revoke', () => {
  it.each([undefined, 'access_token', 'refresh_token', 'nonsense'])(
    'ends the access token of a client that acts for itself (hint %s)',
    async (token_type_hint) => {
      const { access_token } = await client.clientCredentials();
      const other = await client.clientCredentials();
      const answer = await client.post('/revoke', { token: access_token, token_type_hint });
      expect([answer.status, answer.text]).toEqual([200, '']);
      const shown = await client.data(access_token);
      expect([shown.status, shown.json()]).toEqual([401, { error: 'The access token has been revoked' }]);
      expect(shown.headers.get('www-authenticate')).toContain('error="invalid_token"');
      expect((await client.data(other.access_token)).status).toBe(200);
    },
  );

  it.each(['access_token', 'refresh_token'] as const)('ends with the %s all of its consent', async (name) => {
    const first = await client.consent();
    const second = (await client.refresh(first.refresh_token)).json<TokenAnswer>();
    await client.post('/revoke', { token: second[name] });
    expect((await client.data(first.access_token)).status).toBe(401);
    expect((await client.data(second.access_token)).status).toBe(401);
    expect((await client.refresh(second.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
  });

  it.each(['made-up', 'a.b.c', '', '~'])('has nothing against the token %j', async (token) => {
    const answer = await client.post('/revoke', { token });
    expect(answer.status).toBe(token === '' ? 400 : 200);
  });

  it('ends no token of another client', async () => {
    const { access_token, refresh_token } = await publicConsent();
    for (const token of [access_token, refresh_token]) {
      const answer = await client.post('/revoke', { token });
      expect([answer.status, answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    }
    expect((await client.data(access_token)).status).toBe(200);
    expect((await client.postPublic('/revoke', { token: access_token })).status).toBe(200);
    expect((await client.data(access_token)).status).toBe(401);
  });

  it.each(['/revoke', '/introspect'])('%s is for clients only', async (path) => {
    const wrong = client.basic({ clientId, clientSecret: 'wrong', publicClientId });
    const answer = await client.post(path, { token: 'x' }, wrong);
    expect([answer.status, answer.json()]).toMatchObject([401, { error: 'invalid_client' }]);
  });
});

describe('/introspect', () => {
  const iat = now / 1000;

  it('says what an access token is good for', async () => {
    const { access_token } = await client.clientCredentials({ expires_in: '60' });
    const answer = await client.post('/introspect', { token: access_token });
    expect(answer.json()).toEqual({
      active: true,
      client_id: clientId,
      scope: 'people.read',
      token_type: 'Bearer',
      iss: `${api.url}/auth/oauth2`,
      aud: 'urn:connector-playground:api',
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
    const said = answer.json<{ iat: number; exp: number }>();
    expect(said.exp - said.iat).toBe(60);
    expect(Math.abs(said.iat - iat)).toBeLessThanOrEqual(5);
  });

  it('says the same of a refresh token', async () => {
    const { refresh_token } = await client.consent();
    expect((await client.post('/introspect', { token: refresh_token })).json()).toMatchObject({
      active: true,
      client_id: clientId,
      sub: 'playground-user',
      scope: 'people.read',
    });
  });

  it('knows what was ended, used up, made up or changed', async () => {
    const { access_token, refresh_token } = await client.consent();
    expect(await client.isActive(access_token)).toBe(true);
    expect(await client.isActive(`${access_token.slice(0, -8)}AAAAAAAA`)).toBe(false);
    expect(await client.isActive('made-up')).toBe(false);
    await client.refresh(refresh_token);
    expect(await client.isActive(refresh_token)).toBe(false);
    await client.post('/revoke', { token: access_token });
    expect(await client.isActive(access_token)).toBe(false);
  });

  it('tells a client with a secret of every token, and one without of its own', async () => {
    const { access_token } = await publicConsent();
    expect(await client.isActive(access_token)).toBe(true);
    const own = await client.postPublic('/introspect', { token: access_token });
    expect(own.json()).toMatchObject({ active: true, client_id: publicClientId });
    const { access_token: token } = await client.clientCredentials();
    expect((await client.postPublic('/introspect', { token })).json()).toEqual({ active: false });
  });
});
