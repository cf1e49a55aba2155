import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { OAuth2Records } from '../../services/api/oauth2/records.ts';
import {
  CHALLENGE,
  codeForm,
  OAuth2Client,
  REDIRECT,
  VERIFIER,
} from '../services/api/oauth2/oauth2-client.ts';
import { type StartedApi, startApi } from '../support/start-api.ts';

let api: StartedApi;
let client: OAuth2Client;

beforeAll(async () => {
  api = await startApi();
  client = new OAuth2Client(api);
});

afterAll(async () => {
  const { access_token } = await client.clientCredentials();
  expect((await client.data(access_token)).status).toBe(200);
  await api.stop();
});

describe('a code is sent nowhere', () => {
  it.each([
    'https://evil.example/callback',
    'http://evil.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.1@evil.example/',
    'http://localhost:80@evil.example/',
    'http://evil.example@127.0.0.1/',
    'http://user:pass@localhost/',
    'http://127.0.0.1#@evil.example/',
    'http://127.0.0.1/#',
    'http://localhost/callback#access_token=x',
    'https://127.0.0.1/',
    'https://connector.example/callback/',
    'https://connector.example/callback?x=1',
    'https://connector.example/callback/../evil',
    'https://connector.example.evil.example/callback',
    'https://connector.example:444/callback',
    'http://connector.example/callback',
    'HTTPS://CONNECTOR.EXAMPLE/CALLBACK',
    'http://127.0.0.2/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://[::1%25eth0]/',
    'http://127.0.0.1:99999/',
    '//evil.example/',
    '/callback',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'app://callback',
    ' http://evil.example/',
    'http://evil.example\\@127.0.0.1/',
    'http:evil.example',
    'http://localhost\u0000.evil.example/',
    'x',
  ])('%j', async (redirect_uri) => {
    const { status, location } = await client.authorize({ redirect_uri });
    expect([status, location]).toEqual([400, null]);
  });

  it.each(['client_id', 'redirect_uri'])('when %s comes twice', async (name) => {
    const query = `response_type=code&client_id=playground-client&redirect_uri=${encodeURIComponent(REDIRECT)}`;
    const response = await fetch(`${api.url}/auth/oauth2/authorize?${query}&${name}=http://evil.example/`, {
      redirect: 'manual',
    });
    expect(response.headers.get('location') ?? '').not.toMatch(/evil|[?&]code=/);
    await response.text();
  });
});

describe('authorization is refused with an error to the client', () => {
  it.each([
    ['the public client without PKCE', { client_id: 'playground-public-client' }],
    ['PKCE by plain', { code_challenge: VERIFIER, code_challenge_method: 'plain' }],
    ['PKCE without a method, which means plain', { code_challenge: CHALLENGE }],
    ['a method without a challenge', { code_challenge_method: 'S256' }],
    ['a challenge that is too short', { code_challenge: 'x', code_challenge_method: 'S256' }],
    ['the implicit flow', { response_type: 'token' }],
    ['the hybrid flow', { response_type: 'code id_token' }],
    ['an unknown scope for the API', { resource: 'urn:other' }],
    ['a request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }],
    ['the address of a request object', { request_uri: 'http://127.0.0.1/x' }],
  ])('%s', async (_name, query) => {
    const { status, sent } = await client.authorize(query);
    expect(sent['code']).toBeUndefined();
    expect([status, typeof sent['error']]).toEqual([303, 'string']);
  });

  it('with more than two thousand characters to remember', async () => {
    const { status, location } = await client.authorize({ nonce: 'n'.repeat(2048) });
    expect([status, location]).toEqual([400, null]);
    expect((await client.authorize({ state: 's'.repeat(8000) })).sent['code']).toEqual(expect.any(String));
  });
});

const pkce = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };

describe('a code gives no token', () => {
  it.each([
    ['without its verifier', pkce, {}],
    ['with an empty verifier', pkce, { code_verifier: '' }],
    ['with the challenge as its verifier', pkce, { code_verifier: CHALLENGE }],
    ['with a verifier that was not announced', {}, { code_verifier: VERIFIER }],
    ['without its redirect_uri', {}, { redirect_uri: '' }],
    ['with another redirect_uri', {}, { redirect_uri: 'http://127.0.0.1:9/other' }],
    ['with another port', {}, { redirect_uri: 'http://127.0.0.1:10/done' }],
  ])('%s', async (_name, asked, form) => {
    const answer = await client.post('/token', codeForm(await client.code(asked), form));
    expect([answer.status, answer.json<{ error: string }>().error]).toEqual([
      400,
      expect.stringMatching(/^invalid_(grant|request)$/),
    ]);
  });

  it('to another client', async () => {
    const answer = await client.postPublic(
      '/token',
      codeForm(await client.code(pkce), { code_verifier: VERIFIER }),
    );
    expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('twice, and its second use ends what the first gave', async () => {
    const form = codeForm(await client.code());
    const { access_token, refresh_token } = await client.token(form);
    expect((await client.post('/token', form)).status).toBe(400);
    expect((await client.data(access_token)).status).toBe(401);
    expect((await client.refresh(refresh_token)).status).toBe(400);
  });

  it('to two at once', async () => {
    const form = codeForm(await client.code());
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.post('/token', form)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });
});

describe('the token endpoint refuses', () => {
  it.each([
    ['a grant type twice', 'grant_type=client_credentials&grant_type=client_credentials'],
    ['a scope twice', 'grant_type=client_credentials&scope=people.read&scope=companies.read'],
    ['passwords', 'grant_type=password&username=a&password=b'],
    ['assertions', 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=x'],
    ['token exchange', 'grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=x'],
    ['a grant type of Object', 'grant_type=__proto__'],
    ['no grant type', 'scope=people.read'],
    ['a scope of 30,000 letters', `grant_type=client_credentials&scope=${'x'.repeat(30_000)}`],
    ['10,000 scopes', `grant_type=client_credentials&scope=${'a+'.repeat(10_000)}`],
    ['a made-up code', 'grant_type=authorization_code&code=x&redirect_uri=http://127.0.0.1/'],
    ['a made-up refresh token', 'grant_type=refresh_token&refresh_token=x'],
    ['another lifetime than a number', 'grant_type=client_credentials&expires_in=1e9'],
  ])('%s', async (_name, body) => {
    const headers = { ...client.basic(), 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await api.get('/auth/oauth2/token', { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(100_000);
  });
});

describe('an access token is refused', () => {
  const claims = {
    jti: 'x',
    client_id: 'playground-client',
    scope: 'people.read',
    aud: 'urn:connector-playground:api',
  };
  const later = () => Math.floor(Date.now() / 1000) + 3600;
  const joined = (header: object, signature = '') =>
    `${[header, { ...claims, exp: later() }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.${signature}`;
  const jwk = async () =>
    (await api.get('/auth/oauth2/jwks')).json<{ keys: Record<string, string>[] }>().keys[0];
  const hs256 = async (secret: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setExpirationTime(later())
      .sign(new TextEncoder().encode(secret));

  it.each([
    ['without a signature', async () => joined({ alg: 'none', typ: 'at+jwt' })],
    ['with an algorithm in capitals', async () => joined({ alg: 'NONE', typ: 'at+jwt' })],
    ['signed with the public key as a secret', async () => hs256(JSON.stringify(await jwk()).padEnd(32))],
    ['signed with the client secret', async () => hs256('playground-client-secret'.padEnd(32))],
    ['with a signature of zeros', async () => joined({ alg: 'ES256', typ: 'at+jwt' }, 'A'.repeat(86))],
    [
      'with a key of its own',
      async () => joined({ alg: 'ES256', typ: 'at+jwt', jwk: await jwk() }, 'A'.repeat(86)),
    ],
    [
      'with a kid that is a path',
      async () => joined({ alg: 'ES256', typ: 'at+jwt', kid: '../../dev/null' }, 'AAAA'),
    ],
    [
      'with a kid that is a query',
      async () => joined({ alg: 'ES256', typ: 'at+jwt', kid: "' or 1=1 --" }, 'AAAA'),
    ],
    [
      'with the address of a key',
      async () => joined({ alg: 'ES256', typ: 'at+jwt', jku: `${api.url}/x` }, 'AAAA'),
    ],
    [
      'that is an ID token',
      async () => (await client.consent({ scope: 'openid people.read' })).id_token ?? '',
    ],
    ['that is a refresh token', async () => (await client.consent()).refresh_token],
    ['that is a code', async () => client.code()],
    ['that is dots', async () => '...'],
  ])('%s', async (_name, make) => {
    const token = await make();
    expect(token).not.toBe('');
    expect((await client.data(token)).status).toBe(401);
  });
});

it('forgets the oldest of 20,000 codes and revocations', () => {
  const records = new OAuth2Records();
  for (let id = 0; id < 20_000; id += 1) {
    records.put('AuthorizationCode', `code-${id}`, {});
    records.revoke(`token-${id}`);
  }
  expect(records.get('AuthorizationCode', 'code-9999')).toBeUndefined();
  expect(records.get('AuthorizationCode', 'code-10000')).toEqual({});
  expect([records.isRevoked('token-9999'), records.isRevoked('token-10000')]).toEqual([false, true]);
});
