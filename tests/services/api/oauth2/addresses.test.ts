import { request } from 'node:http';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { randomCredentials } from '../../../../services/api/credentials.ts';
import { startApi } from '../../../support/start-api.ts';
import { claimsOf, OAuth2Client, type TokenAnswer } from './oauth2-client.ts';

const api = await startApi();
afterAll(() => api.stop());
const client = new OAuth2Client(api);
const port = new URL(api.url).port;
const WELL_KNOWN = '/auth/oauth2/.well-known/openid-configuration';

/** `fetch` lets nobody choose a Host. */
function getWith(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(`${api.url}${path}`, { headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the authorization server', () => {
  it.each([
    [{ Host: `127.0.0.1:${port}` }, `http://127.0.0.1:${port}`],
    [{ Host: `localhost:${port}` }, `http://localhost:${port}`],
    [{ Host: 'api:5001' }, 'http://api:5001'],
    [{ Host: '[::1]:5001' }, 'http://[::1]:5001'],
    [{ 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'play.test' }, 'https://play.test'],
    [{ Host: 'a', 'X-Forwarded-Prefix': '/source/' }, 'http://a/source'],
  ])('called by %j is there', async (headers, root) => {
    const issuer = `${root}/auth/oauth2`;
    const { text } = await getWith(WELL_KNOWN, headers as Record<string, string>);
    expect(JSON.parse(text)).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      revocation_endpoint: `${issuer}/revoke`,
      introspection_endpoint: `${issuer}/introspect`,
      jwks_uri: `${issuer}/jwks`,
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    });
  });

  it.each([
    { Host: 'a b' },
    { Host: 'a?b' },
    { Host: 'a#b' },
    { Host: 'me@a' },
    { Host: 'a:port' },
    { 'X-Forwarded-Proto': 'ftp' },
    { 'X-Forwarded-Proto': 'javascript' },
    { 'X-Forwarded-Prefix': '/a?b' },
    { 'X-Forwarded-Prefix': '/../a' },
    { 'X-Forwarded-Prefix': '/ä' },
  ])('called by %j says that this is not an address', async (headers) => {
    const { status, text } = await getWith(WELL_KNOWN, headers as Record<string, string>);
    expect([status, JSON.parse(text)]).toEqual([
      400,
      { error: expect.stringContaining('is not a valid address') },
    ]);
  });

  it('says the same to those who look where RFC 8414 has it', async () => {
    const here = await api.get('/.well-known/oauth-authorization-server/auth/oauth2');
    expect(here.json()).toEqual((await api.get(WELL_KNOWN)).json());
  });

  it('publishes the key by which its tokens can be verified', async () => {
    const { jwks_uri } = (await api.get(WELL_KNOWN)).json<{ jwks_uri: string }>();
    const keys = createRemoteJWKSet(new URL(jwks_uri));
    const { access_token, id_token } = await client.consent({ scope: 'openid' });
    for (const token of [access_token, id_token as string]) {
      const { payload } = await jwtVerify(token, keys, { issuer: `${api.url}/auth/oauth2` });
      expect(payload.sub).toBe('playground-user');
    }
    const published = (await api.get('/auth/oauth2/jwks')).json<{ keys: object[] }>();
    expect(published.keys).toHaveLength(1);
    expect(published.keys[0]).not.toHaveProperty('d');
  });

  it('gives tokens under many names that are all good here', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        const headers = { ...client.basic(), 'X-Forwarded-Host': `name-${number}.test` };
        return (
          await client.post('/token', { grant_type: 'client_credentials' }, headers)
        ).json<TokenAnswer>();
      }),
    );
    expect(claimsOf(tokens[7]?.access_token ?? '')['iss']).toBe('http://name-7.test/auth/oauth2');
    for (const { access_token } of tokens) expect((await client.data(access_token)).status).toBe(200);
  });
});

describe('a token', () => {
  it('is good at every replica with the same credentials, and at none with others', async () => {
    const credentials = randomCredentials();
    await using one = await startApi({ credentials });
    await using twin = await startApi({ credentials });
    const { access_token } = await new OAuth2Client(one).clientCredentials();
    expect((await new OAuth2Client(twin).data(access_token)).status).toBe(200);
    expect(await new OAuth2Client(twin).isActive(access_token)).toBe(true);
    expect((await client.data(access_token)).status).toBe(401);
  });
});
