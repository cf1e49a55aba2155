import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { type StartedKeyVault, startKeyVault } from './start-key-vault.ts';

const TENANT = '7e4a0000-0000-4000-8000-000000000001';
const PATH = '/secrets/postgresHost?api-version=7.4';
let nowMs = Date.UTC(2026, 0, 1);
let vault: StartedKeyVault;

beforeAll(async () => {
  vault = await startKeyVault({ clock: () => nowMs });
});

afterAll(async () => vault[Symbol.asyncDispose]());

const bearing = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

describe('the challenge', () => {
  it.each([
    ['fixture-vault.vault.azure.net', 'https://login.microsoftonline.com', 'https://vault.azure.net'],
    ['fixture-vault.vault.azure.net:443', 'https://login.microsoftonline.com', 'https://vault.azure.net'],
    [
      'fixture-vault.vault.azure.net:8443',
      'https://login.microsoftonline.com',
      'https://vault.azure.net:8443',
    ],
    ['127.0.0.1:8443', 'https://127.0.0.1:8443', 'https://0.0.1:8443'],
    ['localhost:8443', 'https://localhost:8443', 'https://vault.azure.net'],
    ['[::1]:8443', 'https://[::1]:8443', 'https://vault.azure.net'],
  ])('at %s sends to %s for %s', async (host, authority, resource) => {
    const headers = { Host: host };
    const answer = await vault.send('GET', PATH, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer authorization="${authority}/${TENANT}", resource="${resource}"`,
    );
    expect(answer.body).toEqual({
      error: { code: 'Unauthorized', message: 'AKV10000: Request is missing a Bearer or PoP token.' },
    });
  });

  it.each(['PUT', 'PATCH'])('comes before anything else is looked at: %s', async (method) => {
    const { status } = await vault.send(method, '/secrets/not_a_name', { text: 'not JSON' });
    expect(status).toBe(401);
  });
});

describe('a token', () => {
  it('is good until it expires', async () => {
    const token = await vault.token();
    const start = nowMs;
    try {
      nowMs = start + 3_598_000;
      expect((await vault.send('GET', PATH, bearing(token))).status).toBe(200);
      nowMs = start + 3_599_000;
      const { status, body } = await vault.send('GET', PATH, bearing(token));
      expect([status, body.error.message]).toEqual([401, expect.stringContaining('The token is expired')]);
      nowMs = start - 1000;
      const early = await vault.send('GET', PATH, bearing(token));
      expect([early.status, early.body.error.message]).toEqual([
        401,
        expect.stringContaining('not yet valid'),
      ]);
    } finally {
      nowMs = start;
    }
  });

  it('for another resource is refused', async () => {
    const { tenantId, clientId, clientSecret } = vault.endpoints;
    for (const resource of ['https://management.azure.com', 'https://vault.azure.net/']) {
      const form = {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: `${resource}/.default`,
      };
      const { access_token: token } = (await vault.send('POST', `/${tenantId}/oauth2/v2.0/token`, { form }))
        .body;
      expect(decodeJwt(token).aud).toBe(resource);
      const { status, body } = await vault.send('GET', PATH, bearing(token));
      expect([status, body.error.message]).toEqual([401, expect.stringContaining('AKV10022')]);
    }
  });

  const forged: [string, (token: string) => Promise<string> | string, string][] = [
    ['nothing', () => '.', 'not a signed'],
    ['a word', () => 'token', 'not a signed'],
    ['a token without signature', (token) => `${token.split('.').slice(0, 2).join('.')}.`, 'IDX10511'],
    ['a changed token', (token) => changed(token), 'IDX10511'],
    ['alg none', (token) => `${encoded({ alg: 'none' })}.${token.split('.')[1]}.`, 'not a signed'],
    ['our key’s name on another key', (token) => signed(token, decodeProtectedHeader(token).kid), 'IDX10511'],
    ['another key', (token) => signed(token, 'unknown'), 'AKV10046'],
  ];

  it.each(forged)('is not believed when it is %s', async (_what, forge, complaint) => {
    const token = await forge(await vault.token());
    const answer = await vault.send('GET', PATH, bearing(token));
    expect([answer.status, answer.body.error]).toEqual([
      401,
      { code: 'Unauthorized', message: expect.stringContaining(complaint) },
    ]);
    expect(answer.headers['www-authenticate']).toContain(TENANT);
  });

  it('of one start is a forged one for the next', async () => {
    const token = await vault.token();
    await using another = await startKeyVault({ clock: () => nowMs });
    expect((await another.send('GET', PATH, bearing(token))).body.error.message).toContain('AKV10046');
  });
});

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function changed(token: string): string {
  const [header, , signature] = token.split('.');
  return `${header}.${encoded({ ...decodeJwt(token), exp: 9_999_999_999 })}.${signature}`;
}

async function signed(token: string, kid: string | undefined): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  const header = { alg: 'RS256', ...(kid !== undefined && { kid }) };
  return new SignJWT(decodeJwt(token)).setProtectedHeader(header).sign(privateKey);
}
