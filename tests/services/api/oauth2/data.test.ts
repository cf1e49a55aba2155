import { generateKeyPairSync } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { fixedCredentials, randomCredentials } from '../../../../services/api/credentials.ts';
import { signingKeyOf } from '../../../../services/api/oauth2/signing-key.ts';
import { startApi } from '../../../support/start-api.ts';
import { OAuth2Client } from './oauth2-client.ts';

const api = await startApi();
afterAll(() => api.stop());
const client = new OAuth2Client(api);
const REALM = 'Bearer realm="connector-playground"';

describe('/auth/oauth2/data', () => {
  it.each([
    ['missing_authorization', undefined],
    ['wrong_scheme', 'Basic eDp5'],
    ['wrong_scheme', 'Bearer'],
    ['wrong_scheme', 'token'],
  ])('tells who shows no token what to show (%s)', async (code, header) => {
    const answer = await api.get('/auth/oauth2/data', {
      headers: header === undefined ? {} : { Authorization: header },
    });
    expect([answer.status, answer.headers.get('x-error-code')]).toEqual([401, code]);
    // No error code for who did not try: RFC 6750, section 3.1.
    expect(answer.headers.get('www-authenticate')).toBe(REALM);
  });

  it('reads the scheme in any case', async () => {
    const { access_token } = await client.clientCredentials();
    for (const scheme of ['bearer', 'BEARER', 'Bearer ']) {
      const headers = { Authorization: `${scheme} ${access_token}` };
      expect((await api.get('/auth/oauth2/data', { headers })).status).toBe(200);
    }
  });

  it('says which scope is wanting', async () => {
    const { access_token } = await client.clientCredentials({ scope: 'companies.read' });
    const answer = await client.data(access_token);
    const reason = 'The access token needs the scope people.read and has companies.read';
    expect([answer.status, answer.json()]).toEqual([403, { error: reason }]);
    expect(answer.headers.get('www-authenticate')).toBe(
      `${REALM}, error="insufficient_scope", error_description="${reason}", scope="people.read"`,
    );
    expect(answer.headers.get('x-error-code')).toBe('insufficient_scope');
  });

  it('says that nothing was granted', async () => {
    const { access_token } = await client.consent({ scope: 'openid' });
    expect((await client.data(access_token)).json()).toEqual({
      error: 'The access token needs the scope people.read and has none',
    });
  });
});

describe('a forged token', () => {
  const key = signingKeyOf(fixedCredentials);
  const claims = { jti: 'x', client_id: 'x', scope: 'people.read' };
  const aud = 'urn:connector-playground:api';
  const signed = (payload: object, header: object = {}, by = key, audience = aud): Promise<string> =>
    new SignJWT({ ...payload })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header })
      .setAudience(audience)
      .setExpirationTime('1h')
      .sign(by);
  const unsigned = (alg: string): string =>
    [
      { alg, typ: 'at+jwt' },
      { ...claims, aud, exp: 9_999_999_999 },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat('')
      .join('.');

  it('would pass with the right key, so that what follows shows something', async () => {
    expect((await client.data(await signed(claims))).status).toBe(200);
  });

  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  it.each([
    ['by another key', signed(claims, {}, stranger)],
    ['by the key of other credentials', signed(claims, {}, signingKeyOf(randomCredentials()))],
    ['for another API', signed(claims, {}, key, 'urn:other')],
    ['of another type', signed(claims, { typ: 'JWT' })],
    ['without an id', signed({ ...claims, jti: undefined })],
    ['without a client', signed({ ...claims, client_id: undefined })],
    ['by nobody', unsigned('none')],
    ['by nobody, with our algorithm', unsigned('ES256')],
    ['that is none', 'made-up'],
    ['of two parts', 'a.b'],
    ['of four parts', 'a.b.c.d'],
    ['of nothing', '..'],
    [
      'of the disguise that the server uses inside',
      client.clientCredentials().then((t) => t.access_token.replaceAll('.', '~')),
    ],
  ])('%s is refused', async (_what, token) => {
    const answer = await client.data(await token);
    const reason = 'The access token was not issued here or was changed';
    expect([answer.status, answer.json()]).toEqual([401, { error: reason }]);
    expect(answer.headers.get('www-authenticate')).toBe(
      `${REALM}, error="invalid_token", error_description="${reason}"`,
    );
  });

  it('that holds a good one with other claims is refused', async () => {
    const { access_token } = await client.clientCredentials({ scope: 'companies.read' });
    const [header, payload, signature] = access_token.split('.') as [string, string, string];
    const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), scope: 'people.read' };
    const body = Buffer.from(JSON.stringify(changed)).toString('base64url');
    expect((await client.data(`${header}.${body}.${signature}`)).status).toBe(401);
  });
});
